using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Swictation.Stt.Audio;

namespace Swictation.Stt;

/// <summary>Gives any engine to code that is written against Microsoft.Extensions.AI.</summary>
/// <remarks>
/// <para>All members are safe for concurrent use. The audio may be in any format that <see cref="AudioReader"/> reads; it is read piece by piece,
/// never held whole, and its stream is left open. Reading and recognition run on the thread pool, as callers of an asynchronous interface
/// expect who do not know that the work behind it is computation: one work item for a whole recording, one for each piece of a live one.</para>
/// <para>Of <see cref="SpeechToTextOptions"/>, <see cref="SpeechToTextOptions.RawRepresentationFactory"/> may give a <see cref="TranscribeOptions"/> or a
/// <see cref="StreamOptions"/>. Languages and the model's name are checked against <see cref="ISttEngine.Info"/>: the model has the languages it has.
/// <see cref="SpeechToTextOptions.SpeechLanguage"/> is <see cref="TranscribeOptions.Language"/>; English as <see cref="SpeechToTextOptions.TextLanguage"/> of
/// an engine that translates is <see cref="TranscribeOptions.Translate"/>, unless English is spoken. <see cref="SpeechToTextOptions.SpeechSampleRate"/> is not needed: every recording tells its own.</para>
/// <para>What Microsoft.Extensions.AI has no place for - words, confidences, tokens - is in RawRepresentation: a <see cref="Transcription"/>
/// of responses and of the last updates, a <see cref="PartialTranscription"/> of the updates before.</para>
/// <para>Experimental as long as the interface is, under its identifier.</para>
/// </remarks>
[Experimental("MEAI001")]
public sealed class SttSpeechToTextClient : ISpeechToTextClient
{
    private readonly ISttEngine _engine;
    private readonly StreamOptions _streamOptions;
    private readonly AudioReaderOptions _audioOptions;
    private readonly SpeechToTextClientMetadata _metadata;
    private readonly bool _leaveOpen;
    private volatile bool _disposed;

    /// <summary>Makes a client of an engine.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="options">How to recognise where a request does not say, or <see langword="null"/> for the defaults.</param>
    /// <param name="audioOptions">How to read audio, or <see langword="null"/> for the defaults. The sample rate is always the engine's.</param>
    /// <param name="leaveOpen">Whether <see cref="Dispose"/> leaves the engine open.</param>
    /// <exception cref="ArgumentNullException"><paramref name="engine"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public SttSpeechToTextClient(
        ISttEngine engine, StreamOptions? options = null, AudioReaderOptions? audioOptions = null, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(engine);
        SttEngineInfo info = engine.Info;
        _engine = engine;
        _streamOptions = options ?? StreamOptions.Default;
        _streamOptions.Validate();
        _audioOptions = (audioOptions ?? new AudioReaderOptions()) with { SampleRate = info.SampleRate };
        _audioOptions.Validate();
        _metadata = new SpeechToTextClientMetadata("swictation", defaultModelId: info.ModelId);
        _leaveOpen = leaveOpen;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException"><paramref name="audioSpeechStream"/> is <see langword="null"/>.</exception>
    /// <exception cref="NotSupportedException">The request names a language or a model that the engine does not have.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="AudioFormatException">The stream is no recording that can be read, or a sample is not a finite number.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled, also while the stream had nothing to read.</exception>
    /// <exception cref="ObjectDisposedException">The client or its engine was disposed.</exception>
    public Task<SpeechToTextResponse> GetTextAsync(
        Stream audioSpeechStream, SpeechToTextOptions? options = null, CancellationToken cancellationToken = default)
    {
        StreamOptions requested = Check(audioSpeechStream, options);
        return Task.Run(() => Transcribe(audioSpeechStream, requested.Transcribe, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// <para>In this order: one <see cref="SpeechToTextResponseUpdateKind.SessionOpen"/>; while audio is read, a
    /// <see cref="SpeechToTextResponseUpdateKind.TextUpdated"/> with the words that have become stable, and a
    /// <see cref="SpeechToTextResponseUpdateKind.TextUpdating"/> when those after them have changed; at the end a
    /// <see cref="SpeechToTextResponseUpdateKind.TextUpdated"/> with the rest of the text, if there is any, and one
    /// <see cref="SpeechToTextResponseUpdateKind.SessionClose"/> with the usage.</para>
    /// <para>The texts of all updates, one after the other, are the whole text, as
    /// <see cref="SpeechToTextResponseUpdateExtensions.ToSpeechToTextResponse"/> and telemetry take them to be. Therefore words that may still
    /// change are not in the contents of <see cref="SpeechToTextResponseUpdateKind.TextUpdating"/>, but in
    /// <see cref="PartialTranscription.Volatile"/> of its RawRepresentation.</para>
    /// <para>An <see cref="SpeechToTextResponseUpdateKind.Error"/> tells what did not stop the work: a step of the engine that failed and
    /// will be repeated with the next audio, or what was wrong with the recording. Where the recording cannot be read to its end, what
    /// was heard comes first, and the exception then.</para>
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="audioSpeechStream"/> is <see langword="null"/>.</exception>
    /// <exception cref="NotSupportedException">The request names a language or a model that the engine does not have.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="AudioFormatException">The stream is no recording that can be read, or a sample is not a finite number.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled, also while the stream had nothing to read.</exception>
    /// <exception cref="ObjectDisposedException">The client or its engine was disposed.</exception>
    public IAsyncEnumerable<SpeechToTextResponseUpdate> GetStreamingTextAsync(
        Stream audioSpeechStream, SpeechToTextOptions? options = null, CancellationToken cancellationToken = default) =>
        StreamUpdatesAsync(audioSpeechStream, Check(audioSpeechStream, options), cancellationToken);

    /// <inheritdoc/>
    /// <remarks>Without a key: the client itself, its <see cref="ISttEngine"/>, its <see cref="SttEngineInfo"/> and its <see cref="SpeechToTextClientMetadata"/>.</remarks>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null)
            return null;
        if (serviceType == typeof(SpeechToTextClientMetadata))
            return _metadata;
        if (serviceType == typeof(SttEngineInfo))
            return _engine.Info;
        return serviceType.IsInstanceOfType(this) ? this : serviceType.IsInstanceOfType(_engine) ? _engine : null;
    }

    /// <summary>Disposes of the engine, unless it was to be left open.</summary>
    public void Dispose()
    {
        _disposed = true;
        if (!_leaveOpen)
            _engine.Dispose();
    }

    private StreamOptions Check(Stream audio, SpeechToTextOptions? options)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ArgumentNullException.ThrowIfNull(audio);
        if (options is null)
            return _streamOptions;
        StreamOptions requested = options.RawRepresentationFactory?.Invoke(this) switch
        {
            StreamOptions stream => stream,
            TranscribeOptions transcribe => _streamOptions with { Transcribe = transcribe },
            _ => _streamOptions,
        };
        requested = requested with { Transcribe = RequestCheck.Apply(options, _engine.Info, requested.Transcribe) };
        requested.Validate();
        return requested;
    }

    private SpeechToTextResponse Transcribe(Stream audio, TranscribeOptions options, CancellationToken cancellationToken)
    {
        using AudioReader reader = Open(audio, cancellationToken);
        Transcription transcription = _engine.Transcribe(reader, options, cancellationToken);
        SpeechToTextResponse response = TranscriptionUpdates.ToResponse(transcription, _engine.Info.ModelId);
        foreach (string warning in reader.Warnings)
            response.Contents.Add(new ErrorContent(warning));
        return response;
    }

    private async IAsyncEnumerable<SpeechToTextResponseUpdate> StreamUpdatesAsync(
        Stream audio, StreamOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var updates = new TranscriptionUpdates(_engine.Info.ModelId);
        yield return updates.Open();
        // Each piece is worked on in the thread pool, wherever the consumer asks for the next update.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        using AudioReader reader = Open(audio, cancellationToken);
        using ISttStream stream = _engine.OpenStream(options);
        var listener = new ClientListener(reader, stream);
        while (listener.Next(cancellationToken))
        {
            foreach (SpeechToTextResponseUpdate update in updates.Listened(listener.Error, stream.Current))
                yield return update;
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        }

        Transcription transcription = stream.Finish(cancellationToken);
        foreach (SpeechToTextResponseUpdate update in updates.Finished(transcription, reader.Warnings))
            yield return update;
        listener.ThrowIfBroken();
        yield return updates.Close(transcription);
    }

    private AudioReader Open(Stream audio, CancellationToken cancellationToken) =>
        AudioReader.Open(new CancellableStream(audio, cancellationToken), "The stream", _audioOptions, leaveOpen: true, cancellationToken);
}
