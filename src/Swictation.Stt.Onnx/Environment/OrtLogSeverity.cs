namespace Swictation.Stt.Onnx;

/// <summary>The severity of a message of ONNX Runtime's (<c>OrtLoggingLevel</c>).</summary>
public enum OrtLogSeverity
{
    /// <summary>Everything, in great detail.</summary>
    Verbose = 0,

    /// <summary>What is being done.</summary>
    Information = 1,

    /// <summary>What may be a problem.</summary>
    Warning = 2,

    /// <summary>What is a problem.</summary>
    Error = 3,

    /// <summary>What ends the process.</summary>
    Fatal = 4,
}
