namespace Swictation.Stt.Benchmarks.Workload;

/// <summary>Which features are computed.</summary>
public enum FrontEndKind
{
    /// <summary>NeMo's with 80 mels: tiny-en and the older models.</summary>
    Nemo80,

    /// <summary>NeMo's with 128 mels: parakeet-tdt-0.6b.</summary>
    Nemo128,

    /// <summary>Whisper's with 80 mels, unpadded.</summary>
    Whisper80,
}
