using Swictation.Stt.Audio.Features;
using Swictation.Stt.Onnx;

namespace Swictation.Stt.Whisper;

/// <summary>One call of Transcribe: the recordings go from window to window, side by side where the model runs in batches.</summary>
internal sealed class TranscriptionJob : IDisposable
{
    private readonly WhisperModel _model;
    private readonly DecoderPool _decoders;
    private readonly WhisperLogMel _features;
    private readonly TranscriptionSettings _settings;
    private readonly CancellationToken _cancellationToken;
    private readonly CancellationTokenRegistration _registration;
    private readonly RunOptions? _run;
    private readonly List<Recording> _recordings = [];
    private float[] _batch = [];

    public TranscriptionJob(
        WhisperModel model, DecoderPool decoders, WhisperLogMel features, TranscriptionSettings settings, CancellationToken cancellationToken)
    {
        _model = model;
        _decoders = decoders;
        _features = features;
        _settings = settings;
        _cancellationToken = cancellationToken;
        if (cancellationToken.CanBeCanceled)
        {
            _run = new RunOptions();
            _registration = cancellationToken.UnsafeRegister(static run => ((RunOptions)run!).Terminate(), _run);
        }
    }

    public IReadOnlyList<Recording> Recordings => _recordings;

    public MelSpectrogram CreateSpectrogram() => new(_features);

    /// <summary>Adds a recording.</summary>
    /// <param name="features">Its features, complete.</param>
    public void Add(MelSpectrogram features) => _recordings.Add(new Recording(_model, _settings, features));

    /// <summary>Detects the language of the first window of each recording.</summary>
    /// <returns>For each recording the languages by Whisper's codes, the most probable first; none where it has no window.</returns>
    public LanguageProbability[][] DetectLanguages()
    {
        var results = new LanguageProbability[_recordings.Count][];
        WindowDecoder decoder = _decoders.Rent();
        try
        {
            for (int i = 0; i < results.Length; i++)
            {
                _cancellationToken.ThrowIfCancellationRequested();
                results[i] = [];
                if (!_recordings[i].TryNext(out SeekWindow window))
                    continue;
                using EncodedAudio audio = Encode([(_recordings[i], window)]);
                results[i] = decoder.DetectLanguages(audio, [0], _run)[0];
            }
        }
        finally
        {
            _decoders.Return(decoder);
        }

        return results;
    }

    /// <summary>Transcribes the recordings to their ends.</summary>
    public void Run()
    {
        WindowDecoder decoder = _decoders.Rent();
        try
        {
            int together = _model.BatchesExactly ? _settings.Options.BatchSize : 1;
            List<(Recording Recording, SeekWindow Window)> batch = [];
            for (Gather(batch, together); batch.Count > 0; Gather(batch, together))
                Transcribe(batch, decoder);
        }
        finally
        {
            _decoders.Return(decoder);
        }
    }

    public void Dispose()
    {
        _registration.Dispose();
        _run?.Dispose();
    }

    /// <summary>Takes the next window of each of the first recordings that are not done.</summary>
    private void Gather(List<(Recording Recording, SeekWindow Window)> batch, int most)
    {
        batch.Clear();
        foreach (Recording recording in _recordings)
        {
            if (batch.Count < most && recording.TryNext(out SeekWindow window))
                batch.Add((recording, window));
        }
    }

    private void Transcribe(List<(Recording Recording, SeekWindow Window)> batch, WindowDecoder decoder)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        using EncodedAudio audio = Encode(batch);
        DetectLanguages(batch, audio, decoder);
        WindowTask[] tasks = [.. batch.Select(static item => item.Recording.CreateTask(item.Window))];
        WindowResult[] results = new FallbackDecoder(_model, decoder, _settings, _run, _cancellationToken).Decode(audio, tasks);
        for (int i = 0; i < batch.Count; i++)
        {
            (Recording recording, SeekWindow window) = batch[i];
            recording.Accept(window, results[i], decoder, audio, i, _run);
            _settings.Options.Progress?.Report(recording.Position);
        }
    }

    private EncodedAudio Encode(List<(Recording Recording, SeekWindow Window)> batch)
    {
        int size = _model.MelCount * _model.WindowFrames;
        if (_batch.Length < batch.Count * size)
            _batch = new float[batch.Count * size];
        for (int i = 0; i < batch.Count; i++)
            batch[i].Recording.CopyFeatures(batch[i].Window, _batch.AsSpan(i * size, size));
        return _model.Encoder.Run(_batch.AsMemory(0, batch.Count * size), batch.Count, _run);
    }

    /// <summary>Detects the language of recordings at their first window. What has been encoded serves, where the reference encodes it again.</summary>
    private void DetectLanguages(List<(Recording Recording, SeekWindow Window)> batch, EncodedAudio audio, WindowDecoder decoder)
    {
        int[] unknown = [.. Enumerable.Range(0, batch.Count).Where(i => batch[i].Recording.Language is null)];
        if (unknown.Length == 0)
            return;
        LanguageProbability[][] detected = decoder.DetectLanguages(audio, unknown, _run);
        for (int i = 0; i < unknown.Length; i++)
            batch[unknown[i]].Recording.AcceptLanguage(detected[i][0]);
    }
}
