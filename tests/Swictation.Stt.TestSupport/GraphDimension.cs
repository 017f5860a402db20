namespace Swictation.Stt.TestSupport;

/// <summary>A dimension as a model declares it: a number, or a name for what only a run decides.</summary>
public readonly record struct GraphDimension(long Value, string? Name)
{
    public static implicit operator GraphDimension(int value) => new(value, null);

    public static implicit operator GraphDimension(string name) => new(0, name);
}
