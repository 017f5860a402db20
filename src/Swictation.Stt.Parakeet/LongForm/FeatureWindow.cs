namespace Swictation.Stt.Parakeet;

/// <summary>A window's features on their way to the encoder.</summary>
/// <param name="Recording">The index of the recording that it belongs to.</param>
/// <param name="Window">Where it lies in the recording.</param>
/// <param name="Features">Normalised log-mel features, [mels, frames].</param>
/// <param name="Frames">The number of feature frames.</param>
internal sealed record FeatureWindow(int Recording, AudioWindow Window, float[] Features, int Frames)
{
    /// <summary>Gets or sets what was recognised.</summary>
    public IReadOnlyList<TimedToken> Tokens { get; set; } = [];
}
