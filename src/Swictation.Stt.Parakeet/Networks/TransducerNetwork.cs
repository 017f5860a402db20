using Swictation.Stt.Onnx;

namespace Swictation.Stt.Parakeet;

/// <summary>The predictor and joint network of a transducer, in either layout. Safe for concurrent use; steppers are not.</summary>
internal abstract class TransducerNetwork : IDisposable
{
    public abstract TransducerShape Shape { get; }

    /// <summary>Makes the buffers and bindings for a number of utterances at once.</summary>
    public abstract TransducerStepper CreateStepper(int slots);

    /// <summary>Makes the predictor for a number of utterances at once, or gives null where the joint graph contains it.</summary>
    public abstract PredictorStepper? CreatePredictor(int slots);

    public abstract void Dispose();
}
