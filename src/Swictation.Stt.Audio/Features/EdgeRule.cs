namespace Swictation.Stt.Audio.Features;

/// <summary>What a front end does to the signal before it is cut into frames, and what it sees beyond the signal's ends.</summary>
internal abstract class EdgeRule
{
    /// <summary>Gets whether samples inside the signal are used as they are, so that frames may be read in place.</summary>
    public abstract bool IsIdentityInside { get; }

    /// <summary>Gets the number of samples after a frame's centre that must exist before the frame's values are final.</summary>
    public abstract int Lookahead { get; }

    /// <summary>Writes the conditioned signal from index <paramref name="start"/> on, which may lie before 0 or beyond the end.</summary>
    public abstract void Fill(in SignalView signal, long start, Span<float> destination);
}
