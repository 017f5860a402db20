using Swictation.Stt.Vad;
using Swictation.Stt.Whisper;

namespace Swictation.Stt;

/// <summary>One call of a <see cref="RecordingTranscriber"/>: recordings cut into pieces, pieces recognised in batches.</summary>
/// <param name="engine">The engine.</param>
/// <param name="detector">A detector of its own; disposed with the job.</param>
/// <param name="settings">How recordings are cut.</param>
/// <param name="options">How to transcribe, or null for the defaults.</param>
/// <param name="cancellationToken">Stops the work.</param>
internal sealed class RecordingJob(
    ISttEngine engine, IVoiceActivityDetector detector, SpeechSplitterSettings settings, TranscribeOptions? options, CancellationToken cancellationToken) : IDisposable
{
    /// <summary>How much audio waits for a batch at most: 8 min, 32 MB.</summary>
    private const int MostWaiting = 8 * 60 * 16000;

    private readonly TranscribeOptions _options = Check(options);

    /// <summary>Whether a recording keeps the language that its first words are in, as when an engine hears it whole: short pieces alone are easily mistaken.</summary>
    private readonly bool _detectsLanguage = options?.Language is null && engine.Info.Capabilities.HasFlag(SttCapabilities.LanguageDetection);
    private readonly List<RecordingParts> _recordings = [];
    private readonly List<Piece> _waiting = [];
    private long _waitingSamples;

    /// <summary>Starts a recording; the one before is complete.</summary>
    public RecordingParts Begin()
    {
        cancellationToken.ThrowIfCancellationRequested();
        detector.Reset();
        var recording = new RecordingParts(this, detector, settings);
        _recordings.Add(recording);
        return recording;
    }

    /// <summary>Takes a whole recording.</summary>
    public void Add(ReadOnlySpan<float> audio)
    {
        RecordingParts recording = Begin();
        recording.Push(audio);
        recording.Complete();
    }

    /// <summary>Takes a piece of a recording, and recognises a batch where there is one.</summary>
    public void Accept(RecordingParts recording, long start, ReadOnlySpan<float> samples)
    {
        _waiting.Add(new Piece(recording, start, samples.ToArray()));
        _waitingSamples += samples.Length;
        if (_waiting.Count >= _options.BatchSize || _waitingSamples >= MostWaiting)
            Recognize();
    }

    /// <summary>Tells how far a recording is settled, where nothing of it waits.</summary>
    public void Report(long position)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_waiting.Count == 0)
            _options.Progress?.Report(ToTime(position));
    }

    /// <summary>Recognises what is left.</summary>
    public IReadOnlyList<RecordingTranscription> Complete()
    {
        Recognize();
        if (_recordings.Count > 0)
            Report(_recordings[^1].Length);
        return [.. _recordings.Select(recording => recording.Build(_options.SegmentGap))];
    }

    public TimeSpan ToTime(long samples) => TimeSpan.FromTicks(samples * TimeSpan.TicksPerSecond / engine.Info.SampleRate);

    public void Dispose() => detector.Dispose();

    private static TranscribeOptions Check(TranscribeOptions? options)
    {
        options ??= TranscribeOptions.Default;
        options.Validate();
        return options is WhisperTranscribeOptions { Clips.Count: > 0 }
            ? throw new ArgumentException($"{nameof(WhisperTranscribeOptions.Clips)} are times of the recording, of which the engine hears pieces here. Give the engine the recording, or leave them out.", nameof(options))
            : options;
    }

    private void Recognize()
    {
        while (_waiting.Count > 0)
        {
            string? language = _detectsLanguage ? _waiting[0].Recording.Language : null;
            Piece[] together = [.. Select(language)];
            IReadOnlyList<Transcription> results = engine.Transcribe(
                [.. together.Select(static piece => (ReadOnlyMemory<float>)piece.Samples)],
                _options with { Progress = null, Language = language ?? _options.Language },
                cancellationToken);
            for (int i = 0; i < results.Count; i++)
                together[i].Recording.Add(together[i].Start, results[i]);
            _waiting.RemoveAll(piece => together.Contains(piece));
        }

        _waitingSamples = 0;
    }

    /// <summary>Takes the pieces of recordings in one language; where that is not known yet, the first of each, which tells it.</summary>
    private IEnumerable<Piece> Select(string? language) =>
        !_detectsLanguage ? _waiting
        : language is null ? _waiting.Where(static piece => piece.Recording.Language is null).DistinctBy(static piece => piece.Recording)
        : _waiting.Where(piece => piece.Recording.Language == language);

    private sealed record Piece(RecordingParts Recording, long Start, float[] Samples);
}
