namespace Swictation.Stt.Parakeet;

/// <summary>The layouts in which NeMo models are published as ONNX.</summary>
public enum ParakeetLayout
{
    /// <summary>onnx-asr: <c>encoder-model.onnx</c>, <c>decoder_joint-model.onnx</c>, <c>vocab.txt</c>, <c>config.json</c>.</summary>
    OnnxAsr,

    /// <summary>sherpa-onnx: <c>encoder.onnx</c>, <c>decoder.onnx</c>, <c>joiner.onnx</c>, <c>tokens.txt</c>.</summary>
    SherpaOnnx,

    /// <summary>A CTC model in one file, of either origin: <c>model.onnx</c> with <c>vocab.txt</c> or <c>tokens.txt</c>.</summary>
    Ctc,
}
