namespace Swictation.Stt;

/// <summary>Names the engine that runs a model.</summary>
public enum SttEngineKind
{
    /// <summary>The one that the model's files are for.</summary>
    Auto = 0,

    /// <summary>NVIDIA Parakeet and other NeMo models: <see cref="Swictation.Stt.Parakeet.ParakeetEngine"/>.</summary>
    Parakeet = 1,

    /// <summary>OpenAI Whisper and models distilled of it: <see cref="Swictation.Stt.Whisper.WhisperEngine"/>.</summary>
    Whisper = 2,
}
