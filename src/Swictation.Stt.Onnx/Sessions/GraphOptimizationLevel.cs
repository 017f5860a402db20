namespace Swictation.Stt.Onnx;

/// <summary>How far ONNX Runtime rewrites a graph before it runs it.</summary>
public enum GraphOptimizationLevel
{
    /// <summary>Not at all.</summary>
    None = 0,

    /// <summary>Redundant nodes removed, constants folded.</summary>
    Basic = 1,

    /// <summary>Nodes fused as well.</summary>
    Extended = 2,

    /// <summary>Memory layouts changed for the processor as well.</summary>
    All = 99,
}
