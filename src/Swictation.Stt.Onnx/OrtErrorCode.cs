namespace Swictation.Stt.Onnx;

/// <summary>The codes that ONNX Runtime gives with an error (<c>OrtErrorCode</c> of its C API), and one of ours.</summary>
public enum OrtErrorCode
{
    /// <summary>The native library was not found or could not be loaded. Ours, not ONNX Runtime's.</summary>
    LibraryNotFound = -1,

    /// <summary>Success.</summary>
    Ok = 0,

    /// <summary>A general failure.</summary>
    Fail = 1,

    /// <summary>An argument that does not fit the model: a wrong name, type or shape.</summary>
    InvalidArgument = 2,

    /// <summary>The file does not exist.</summary>
    NoSuchFile = 3,

    /// <summary>There is no model in the file.</summary>
    NoModel = 4,

    /// <summary>The engine itself failed.</summary>
    EngineError = 5,

    /// <summary>A native exception was caught.</summary>
    RuntimeException = 6,

    /// <summary>The file is not a valid protobuf: not a model, or cut short.</summary>
    InvalidProtobuf = 7,

    /// <summary>The model was loaded already.</summary>
    ModelLoaded = 8,

    /// <summary>The library lacks an operator or type that the model needs.</summary>
    NotImplemented = 9,

    /// <summary>The graph is not valid.</summary>
    InvalidGraph = 10,

    /// <summary>An execution provider failed.</summary>
    ExecutionProviderFail = 11,

    /// <summary>Loading the model was cancelled.</summary>
    ModelLoadCanceled = 12,

    /// <summary>The model has to be compiled for the execution provider first.</summary>
    ModelRequiresCompilation = 13,

    /// <summary>Something was not found.</summary>
    NotFound = 14,
}
