using Swictation.Stt.Onnx;

namespace Swictation.Stt.Parakeet;

/// <summary>The encoder's view of a stream's last seconds, on its way through a decoder. Frames are numbered from the start of the utterance.</summary>
/// <param name="Encoded">The frames.</param>
/// <param name="FirstFrame">Where they begin.</param>
/// <param name="SettledEnd">Up to which frame tokens are settled; beyond the last where the encoder was spared silence.</param>
/// <param name="IsLast">Whether the utterance ends here, so that a boosted phrase that is not finished was not said.</param>
/// <param name="LongestTrial">After how many frames it was not said either.</param>
/// <param name="Pause">After how many frames without a label the predictor begins anew.</param>
/// <param name="Phrases">The phrases to lean towards, or null.</param>
/// <param name="Scorer">Gives probabilities and confidences.</param>
/// <param name="Run">How to stop a graph.</param>
/// <param name="CancellationToken">Stops between steps of the decoder.</param>
internal readonly record struct Chunk(
    EncodedWindow Encoded, int FirstFrame, int SettledEnd, bool IsLast, int LongestTrial, int Pause, BoostAutomaton? Phrases,
    TokenScorer Scorer, RunOptions? Run, CancellationToken CancellationToken)
{
    /// <summary>Gets the frame after the last.</summary>
    public int End => FirstFrame + Encoded.Count;
}
