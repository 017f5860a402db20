namespace Swictation.Stt.Benchmarks.Suites;

/// <summary>How predictor and joint network are exported.</summary>
public enum TransducerLayout
{
    /// <summary>As graphs of their own: sherpa-onnx.</summary>
    Split,

    /// <summary>As one graph: onnx-asr.</summary>
    Fused,
}
