using System.Globalization;

namespace Swictation.Stt.Onnx;

/// <summary>Opens the graphs of a model, and reads sizes from them, with errors that name the file and the remedy.</summary>
public static class ModelGraph
{
    /// <summary>Loads a graph from a file of a model.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to load and run it, or <see langword="null"/> for the defaults.</param>
    /// <returns>The session; dispose it.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty, or an option is out of range.</exception>
    /// <exception cref="ModelNotFoundException">There is no such file.</exception>
    /// <exception cref="ModelIntegrityException">The file is damaged.</exception>
    /// <exception cref="OnnxRuntimeException">The native library is missing, or lacks what the graph needs.</exception>
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

    /// <summary>Hands a session to what will own it, and disposes it where that fails.</summary>
    /// <typeparam name="T">The type of the owner.</typeparam>
    /// <param name="session">The session.</param>
    /// <param name="make">Makes the owner.</param>
    /// <returns>The owner.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static T Own<T>(InferenceSession session, Func<InferenceSession, T> make)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(make);
        try
        {
            return make(session);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Waits for a session that is not wanted any more, and unloads it: a process that ends while ONNX Runtime still loads a model crashes.
    /// </summary>
    /// <param name="opening">The session that is being loaded. Its failure, where it is an <see cref="SttException"/>, is dropped.</param>
    /// <exception cref="ArgumentNullException"><paramref name="opening"/> is <see langword="null"/>.</exception>
    public static void Abandon(Task<InferenceSession> opening)
    {
        ArgumentNullException.ThrowIfNull(opening);
        try
        {
            opening.GetAwaiter().GetResult().Dispose();
        }
        catch (SttException)
        {
            // The failure that is under way says enough.
        }
    }

    /// <summary>Gets a fixed dimension of an input or output.</summary>
    /// <param name="node">The input or output, or <see langword="null"/> where the graph has none.</param>
    /// <param name="axis">Which dimension, from 0.</param>
    /// <returns>The dimension, or <see langword="null"/> where it is free or not there.</returns>
    public static int? FixedDimension(NodeMetadata? node, int axis) =>
        node is not null && axis >= 0 && node.Dimensions.Count > axis && node.Dimensions[axis] > 0 ? (int)node.Dimensions[axis] : null;

    /// <summary>Reads a positive number from the entries that a graph's producer gave it.</summary>
    /// <param name="entries">The entries, see <see cref="ModelMetadata.Custom"/>.</param>
    /// <param name="key">Which entry.</param>
    /// <returns>The number, or <see langword="null"/> where there is no such entry or it is not a number above 0.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static int? PositiveNumber(IReadOnlyDictionary<string, string> entries, string key)
    {
        ArgumentNullException.ThrowIfNull(entries);
        return entries.TryGetValue(key, out string? text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value > 0 ? value : null;
    }
}
