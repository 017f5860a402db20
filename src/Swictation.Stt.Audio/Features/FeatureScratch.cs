namespace Swictation.Stt.Audio.Features;

/// <summary>The working memory of one call.</summary>
internal sealed class FeatureScratch
{
    /// <summary>Allocates for transforms of <paramref name="fftSize"/> samples in <paramref name="lanes"/> lanes.</summary>
    public FeatureScratch(int fftSize, int lanes)
    {
        Block = new AlignedFloats(((lanes - 1) * FrameGeometry.HopLength) + FrameGeometry.WindowLength);
        First = new AlignedFloats(fftSize * lanes);
        Second = new AlignedFloats(fftSize * lanes);
        Tile = new AlignedFloats(FeatureGuard.MaximumMelCount * lanes);
    }

    /// <summary>Gets the conditioned samples of as many overlapping frames as there are lanes.</summary>
    public AlignedFloats Block { get; }

    /// <summary>Gets one of the two buffers between which the transform goes to and fro.</summary>
    public AlignedFloats First { get; }

    /// <summary>Gets the other buffer.</summary>
    public AlignedFloats Second { get; }

    /// <summary>Gets room for [mel][lane], for blocks with fewer frames than lanes.</summary>
    public AlignedFloats Tile { get; }
}
