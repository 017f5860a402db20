namespace Swictation.Stt.Onnx;

/// <summary>Opens model files for engines, which tell a damaged file from everything else that may go wrong.</summary>
public static class ModelFile
{
    /// <summary>Loads a model from a file. External data is found beside it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to load and run it, or <see langword="null"/> for the defaults.</param>
    /// <returns>The session; dispose it.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <exception cref="ModelNotFoundException">There is no such file.</exception>
    /// <exception cref="ModelIntegrityException">The file is empty, damaged, or not an ONNX model.</exception>
    /// <exception cref="OnnxRuntimeException">The native library is missing, or lacks what the model needs.</exception>
    public static InferenceSession Open(string path, SessionOptions? options = null)
    {
        try
        {
            return InferenceSession.FromFile(path, options);
        }
        catch (OnnxRuntimeException exception) when (exception.Code is not (OrtErrorCode.LibraryNotFound or OrtErrorCode.NotImplemented or OrtErrorCode.InvalidArgument))
        {
            throw new ModelIntegrityException(
                $"The model file {path} cannot be loaded ({exception.Code}: {exception.NativeMessage}). It is damaged, cut short, not an ONNX model, or its external data is not beside it. Get it again.",
                path, exception);
        }
    }
}
