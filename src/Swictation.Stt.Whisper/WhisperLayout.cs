namespace Swictation.Stt.Whisper;

/// <summary>The layouts in which Whisper models are published as ONNX. Recognised from the files.</summary>
public enum WhisperLayout
{
    /// <summary>
    /// Hugging Face optimum: <c>encoder_model.onnx</c> with <c>decoder_model_merged.onnx</c>, or with <c>decoder_model.onnx</c> and
    /// <c>decoder_with_past_model.onnx</c>; the vocabulary in <c>vocab.json</c> and <c>added_tokens.json</c>, or in <c>tokenizer.json</c>.
    /// </summary>
    Optimum,

    /// <summary>sherpa-onnx: <c>NAME-encoder.onnx</c>, <c>NAME-decoder.onnx</c>, <c>NAME-tokens.txt</c>.</summary>
    SherpaOnnx,
}
