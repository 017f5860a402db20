namespace Swictation.Stt;

/// <summary>Represents one speaker's audio on its way through an engine: samples in as they come, text out while they come.</summary>
/// <remarks>
/// <para>Not safe for concurrent use; open one for each speaker. Streams of one engine share its weights and may run at the same time.
/// Work runs on the calling thread, inside <see cref="Write"/> and <see cref="Finish"/>. Position is counted in samples, never in time
/// that passes: the same samples give the same text, whatever the sizes of the blocks.</para>
/// <para>After an exception from <see cref="Write"/> the samples are taken and <see cref="Current"/> holds what was recognised before; the
/// stream can be written to, finished or reset.</para>
/// </remarks>
public interface ISttStream : IDisposable
{
    /// <summary>Gets what has been recognised so far.</summary>
    /// <remarks>
    /// <see cref="PartialTranscription.Stable"/> only ever grows until <see cref="Finish"/> or <see cref="Reset"/>, and the text that
    /// <see cref="Finish"/> returns begins with it. The same instance is returned until something changes.
    /// </remarks>
    PartialTranscription Current { get; }

    /// <summary>Takes the next samples, and recognises where enough have come.</summary>
    /// <param name="samples">Mono samples at <see cref="SttEngineInfo.SampleRate"/>, nominally in [-1, 1]. May be empty; copied.</param>
    /// <param name="cancellationToken">Stops the work, also inside a running model graph. The samples are taken all the same.</param>
    /// <exception cref="ArgumentException">The samples hold NaN or an infinity; none of them was taken.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The stream or its engine was disposed.</exception>
    void Write(ReadOnlySpan<float> samples, CancellationToken cancellationToken = default);

    /// <summary>Recognises what is left, gives the whole text, and makes the stream ready for the next utterance, as <see cref="Reset"/> does.</summary>
    /// <param name="cancellationToken">Stops the work, also inside a running model graph; the stream then is as it was and can be finished again.</param>
    /// <returns>
    /// What was said since the stream was opened, finished or reset, with times from there. Its text begins with the stable text; for
    /// audio that fits one window of the engine (<see cref="SttEngineInfo.Window"/>) it is that of <see cref="ISttEngine.Transcribe(ReadOnlySpan{float}, TranscribeOptions?, CancellationToken)"/>,
    /// unless that takes back a stable word.
    /// </returns>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The stream or its engine was disposed.</exception>
    Transcription Finish(CancellationToken cancellationToken = default);

    /// <summary>Forgets everything: the stream is as if it had just been opened.</summary>
    /// <exception cref="ObjectDisposedException">The stream was disposed.</exception>
    void Reset();
}
