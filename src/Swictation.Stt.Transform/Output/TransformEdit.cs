namespace Swictation.Stt.Transform;

/// <summary>Something that is done where the text goes: typing, pressing keys, taking back, or a command for the host.</summary>
public abstract record TransformEdit
{
    private protected TransformEdit()
    {
    }

    /// <summary>Gets the first word of the utterance that it came from, counted from 0.</summary>
    public required int FirstWord { get; init; }

    /// <summary>Gets how many words it came from; at least 1.</summary>
    public required int WordCount { get; init; }
}
