namespace Swictation.Stt.Audio.Features;

/// <summary>The working memory of one call.</summary>
internal sealed class FeatureScratch
{
    /// <summary>Allocates for blocks of <paramref name="lanes"/> frames, transformed <paramref name="transformLanes"/> at a time.</summary>
    public FeatureScratch(int fftSize, int lanes, int transformLanes)
    {
        Block = new AlignedBuffer<float>(((lanes - 1) * FrameGeometry.HopLength) + FrameGeometry.WindowLength);
        Frames = new AlignedBuffer<double>(fftSize * lanes);
        Spare = new AlignedBuffer<double>(fftSize * transformLanes);
        Power = new AlignedBuffer<float>(((fftSize / 2) + 1) * lanes);
        Tile = new AlignedBuffer<float>(FeatureGuard.MaximumMelCount * lanes);
    }

    /// <summary>Gets the conditioned samples of as many overlapping frames as there are lanes.</summary>
    public AlignedBuffer<float> Block { get; }

    /// <summary>Gets the windowed frames: [group][sample][lane], a group being the frames that are transformed together.</summary>
    public AlignedBuffer<double> Frames { get; }

    /// <summary>Gets room for one group: the transform goes to and fro between it and the group's frames.</summary>
    public AlignedBuffer<double> Spare { get; }

    /// <summary>Gets the power spectra: [bin][lane].</summary>
    public AlignedBuffer<float> Power { get; }

    /// <summary>Gets room for [mel][lane], for blocks with fewer frames than lanes.</summary>
    public AlignedBuffer<float> Tile { get; }
}
