namespace Swictation.Stt;

/// <summary>Represents a speech recognition model whose weights are loaded: audio in, words with times and confidence out.</summary>
/// <remarks>
/// <para>All members but <see cref="IDisposable.Dispose"/> are safe for concurrent use. Work runs on the calling thread, plus the
/// threads that the model's runtime was told to use; nothing is queued behind the caller's back.</para>
/// <para>Audio is 16 kHz (see <see cref="SttEngineInfo.SampleRate"/>) mono in [-1, 1]. It is only read, never kept.</para>
/// <para>Disposing while a call is running is allowed: the call ends with <see cref="ObjectDisposedException"/> or completes.</para>
/// </remarks>
public interface ISttEngine : IDisposable
{
    /// <summary>Gets what the model is and can do.</summary>
    SttEngineInfo Info { get; }

    /// <summary>Transcribes one recording of any length.</summary>
    /// <param name="audio">The samples. Empty audio gives an empty transcription.</param>
    /// <param name="options">How to transcribe, or <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Stops the work, also inside a running model graph.</param>
    /// <returns>The transcription.</returns>
    /// <exception cref="ArgumentException">The audio holds NaN or an infinity.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The engine was disposed.</exception>
    Transcription Transcribe(ReadOnlySpan<float> audio, TranscribeOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Transcribes several independent recordings at once, which is faster than one by one where the model runs in batches.</summary>
    /// <param name="audio">The recordings, each as for one. May be empty.</param>
    /// <param name="options">How to transcribe, or <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Stops the work, also inside a running model graph.</param>
    /// <returns>One transcription for each recording, in the same order, as one-by-one transcription gives them.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="audio"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">A recording holds NaN or an infinity; the message says which.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The engine was disposed.</exception>
    IReadOnlyList<Transcription> Transcribe(
        IReadOnlyList<ReadOnlyMemory<float>> audio, TranscribeOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Transcribes a recording that is read piece by piece, so that its length costs no memory.</summary>
    /// <param name="audio">The samples, at <see cref="SttEngineInfo.SampleRate"/>. Read to its end, not disposed.</param>
    /// <param name="options">How to transcribe, or <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Stops the work, also inside a running model graph.</param>
    /// <returns>The transcription, equal to that of the same samples in one span.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="audio"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The source has another sample rate, or its audio holds NaN or an infinity.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The engine was disposed.</exception>
    Transcription Transcribe(ISampleSource audio, TranscribeOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Opens a stream for audio that is still being spoken. Cheap: streams share the weights.</summary>
    /// <remarks>
    /// An engine without its own streams need not implement this: it gets a <see cref="LocalAgreementStream"/>. One with its own has
    /// <see cref="SttCapabilities.Streaming"/>.
    /// </remarks>
    /// <param name="options">How the stream works, or <see langword="null"/> for the defaults.</param>
    /// <returns>The stream; dispose it before the engine.</returns>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="ObjectDisposedException">The engine was disposed.</exception>
    ISttStream OpenStream(StreamOptions? options = null) => new LocalAgreementStream(this, options);
}
