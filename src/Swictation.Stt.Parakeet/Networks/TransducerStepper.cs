using Swictation.Stt.Onnx;

namespace Swictation.Stt.Parakeet;

/// <summary>
/// Runs predictor and joint network for a fixed number of utterances at once, in buffers that are bound once: a warm step allocates
/// nothing. One per concurrent decode.
/// </summary>
internal abstract class TransducerStepper : IDisposable
{
    /// <summary>Gets the number of utterances in a step.</summary>
    public abstract int Slots { get; }

    /// <summary>Gets the number of encoder frames of each utterance in a step.</summary>
    public abstract int Frames { get; }

    /// <summary>Runs the joint network.</summary>
    /// <param name="states">The predictor of each utterance; <see cref="Slots"/> of them.</param>
    /// <param name="frames">The encoder frames of each utterance, [slots, frames, encoder width].</param>
    /// <param name="run">How to stop it.</param>
    public abstract void Joint(ReadOnlySpan<PredictorState> states, ReadOnlySpan<float> frames, RunOptions? run);

    /// <summary>Gets the scores of a slot's frame after <see cref="Joint"/>: tokens, the blank, durations.</summary>
    public abstract ReadOnlySpan<float> Row(int slot, int frame);

    /// <summary>
    /// Takes over, after <see cref="Joint"/>, the predictor's new state for an utterance that emitted a label. Where the predictor is a
    /// graph of its own there is nothing to take: see <see cref="TransducerNetwork.CreatePredictor"/>.
    /// </summary>
    public abstract void TakeState(int slot, PredictorState state);

    /// <inheritdoc/>
    public abstract void Dispose();
}
