namespace Swictation.Stt.Benchmarks.Suites;

/// <summary>Says how much audio one run of a benchmark covers, for the column of speed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CoversAttribute(AudioScale scale) : Attribute
{
    /// <summary>Gets the amount.</summary>
    public AudioScale Scale { get; } = scale;
}
