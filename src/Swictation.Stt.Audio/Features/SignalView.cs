namespace Swictation.Stt.Audio.Features;

/// <summary>The part of a signal that is at hand.</summary>
internal readonly ref struct SignalView
{
    /// <summary>Creates a view of a whole signal.</summary>
    public SignalView(ReadOnlySpan<float> samples)
        : this(samples, 0, samples.Length)
    {
    }

    /// <summary>Creates a view.</summary>
    /// <param name="samples">The samples at hand.</param>
    /// <param name="origin">The index in the signal of the first of them.</param>
    /// <param name="length">The length of the signal; beyond the samples at hand it is silent.</param>
    public SignalView(ReadOnlySpan<float> samples, long origin, long length)
    {
        Samples = samples;
        Origin = origin;
        Length = length;
    }

    /// <summary>Gets the samples at hand.</summary>
    public ReadOnlySpan<float> Samples { get; }

    /// <summary>Gets the index in the signal of the first sample at hand.</summary>
    public long Origin { get; }

    /// <summary>Gets the length of the signal.</summary>
    public long Length { get; }

    /// <summary>Gets the index after the last sample at hand.</summary>
    public long End => Origin + Samples.Length;
}
