using Swictation.Stt.Audio.Features;

namespace Swictation.Stt.Parakeet;

/// <summary>One call of Transcribe: recordings cut into windows, windows recognised in batches, their tokens merged.</summary>
internal sealed class TranscriptionJob : IDisposable
{
    private readonly WindowRecognizer _recognizer;
    private readonly WindowSettings _settings;
    private readonly TranscribeOptions _options;
    private readonly TokenScorer _scorer;
    private readonly BoostAutomaton? _phrases;
    private readonly Func<SeamMerger> _createMerger;
    private readonly CancellationToken _cancellationToken;
    private readonly List<SeamMerger> _mergers = [];
    private readonly List<FeatureWindow> _pending = [];
    private readonly int _flushAt;

    public TranscriptionJob(
        WindowRecognizer recognizer, WindowSettings settings, TranscribeOptions options, TokenScorer scorer, BoostAutomaton? phrases,
        Func<SeamMerger> createMerger, bool severalRecordings, CancellationToken cancellationToken)
    {
        _recognizer = recognizer;
        _settings = settings;
        _options = options;
        _scorer = scorer;
        _phrases = phrases;
        _createMerger = createMerger;
        _cancellationToken = cancellationToken;
        // Several recordings are collected for some batches, so that each batch has windows of like length.
        _flushAt = severalRecordings ? options.BatchSize * 8 : options.BatchSize;
        Run = new CancellableRun(cancellationToken);
    }

    /// <summary>Gets how the job's graphs are cancelled.</summary>
    public CancellableRun Run { get; }

    /// <summary>Starts a recording.</summary>
    /// <returns>What its samples are pushed into.</returns>
    public WindowSplitter BeginRecording()
    {
        int recording = _mergers.Count;
        _mergers.Add(_createMerger());
        return new WindowSplitter(_settings, (window, samples) => Accept(recording, window, samples.Span));
    }

    /// <summary>Recognises what is left.</summary>
    public void Complete() => Flush();

    /// <summary>Gets the merged tokens of a recording.</summary>
    public IReadOnlyList<TimedToken> Tokens(int recording) => _mergers[recording].Tokens;

    public void Dispose() => Run.Dispose();

    private void Accept(int recording, AudioWindow window, ReadOnlySpan<float> samples)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        (float[] features, int frames) = AudioConditioner.IsNeeded(samples) ? ComputeConditioned(samples) : _recognizer.ComputeFeatures(samples);
        if (frames < 2)
            return; // under 320 samples: no statistics, no speech
        _pending.Add(new FeatureWindow(recording, window, features, frames));
        if (_pending.Count >= _flushAt)
            Flush();
    }

    private (float[] Features, int Frames) ComputeConditioned(ReadOnlySpan<float> samples)
    {
        float[] conditioned = samples.ToArray(); // the samples themselves also belong to the next window
        AudioConditioner.Apply(conditioned);
        return _recognizer.ComputeFeatures(conditioned);
    }

    private void Flush()
    {
        FeatureWindow[] byLength = [.. _pending.OrderByDescending(static window => window.Frames)];
        for (int i = 0; i < byLength.Length; i += _options.BatchSize)
        {
            Span<FeatureWindow> batch = byLength.AsSpan(i, Math.Min(_options.BatchSize, byLength.Length - i));
            _recognizer.Recognize(batch, _scorer, _phrases, Run.Options, _cancellationToken);
        }

        foreach (FeatureWindow window in _pending)
        {
            _mergers[window.Recording].Add(window.Window, window.Tokens);
            _options.Progress?.Report(TimeSpan.FromSeconds((double)window.Window.End / NemoLogMel.SampleRate));
        }

        _pending.Clear();
    }
}
