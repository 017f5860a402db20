namespace Swictation.Stt.Vad;

/// <summary>Detects speech in one stream of audio with a model that any number of streams share.</summary>
/// <remarks>
/// <para>Not safe for concurrent use; different streams are, also of one model. A window allocates nothing.</para>
/// <para>Holds a few kilobytes: what the model remembers, and the arrays of a run.</para>
/// </remarks>
public sealed class SileroVadStream : IVoiceActivityDetector
{
    private bool _disposed;

    internal SileroVadStream(SileroVad model, SileroBinding binding)
    {
        Model = model;
        Binding = binding;
    }

    /// <summary>Gets the model.</summary>
    public SileroVad Model { get; }

    /// <inheritdoc/>
    public int SampleRate => Binding.Rate.SampleRate;

    /// <inheritdoc/>
    public int WindowLength => Binding.Rate.WindowLength;

    /// <inheritdoc/>
    public float RecommendedThreshold => Model.Info.RecommendedThreshold;

    internal SileroBinding Binding { get; }

    /// <summary>Gets or sets the number of the last batch that this stream was in: how one that is in it twice is noticed.</summary>
    internal long Ticket { get; set; }

    /// <inheritdoc/>
    /// <exception cref="ModelIntegrityException">The model gave something that is no probability.</exception>
    /// <exception cref="Onnx.OnnxRuntimeException">The model failed.</exception>
    /// <exception cref="ObjectDisposedException">The stream or its model was disposed.</exception>
    /// <remarks>Where this throws, the window is as if it had not been there.</remarks>
    public float Process(ReadOnlySpan<float> window)
    {
        ThrowIfDisposed();
        CheckSamples(window, WindowLength);
        window.CopyTo(Binding.Window(0));
        Binding.Run();
        return Binding.Probabilities[0];
    }

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The stream was disposed.</exception>
    public void Reset()
    {
        ThrowIfDisposed();
        Binding.Clear();
    }

    /// <summary>Releases what the stream holds, not the model.</summary>
    public void Dispose()
    {
        _disposed = true;
        Binding.Dispose();
    }

    internal static void CheckSamples(ReadOnlySpan<float> samples, int expected)
    {
        if (samples.Length != expected)
            throw new ArgumentException($"Got {samples.Length} samples where {expected} were expected: the model takes windows of exactly that length, and hears nothing right in others.", nameof(samples));
        SampleCheck.ThrowIfNotFinite(samples);
    }

    internal void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_disposed, this);
}
