using Swictation.Stt.Onnx;

namespace Swictation.Stt.Whisper;

/// <summary>One recording on its way through a call: its features, its language, and what has been recognised. For one thread.</summary>
internal sealed class Recording
{
    private readonly WhisperModel _model;
    private readonly TranscriptionSettings _settings;
    private readonly WordPlacer _words;
    private readonly MelSpectrogram _features;
    private readonly LongFormLoop _loop;
    private readonly List<RecognizedSegment> _segments = [];

    /// <summary>Initializes a new instance of the <see cref="Recording"/> class.</summary>
    /// <param name="model">The model.</param>
    /// <param name="settings">How to transcribe.</param>
    /// <param name="features">The recording's features, complete.</param>
    public Recording(WhisperModel model, TranscriptionSettings settings, MelSpectrogram features)
    {
        _model = model;
        _settings = settings;
        _features = features;
        _words = new WordPlacer(model, settings);
        _loop = settings.CreateLoop(features.Frames, _words.UsesAttention);
        Language = settings.Language;
    }

    /// <summary>Gets the number of samples.</summary>
    public long Samples => _features.Samples;

    /// <summary>Gets Whisper's code of the language, or null until it has been detected.</summary>
    public string? Language { get; private set; }

    /// <summary>Gets how probable the language is, or null where it was not detected.</summary>
    public float? LanguageProbability { get; private set; }

    /// <summary>Gets what has been recognised.</summary>
    public IReadOnlyList<RecognizedSegment> Segments => _segments;

    /// <summary>Gets up to where the recording is done.</summary>
    public TimeSpan Position => TimeSpan.FromSeconds((double)_loop.Seek / SeekWindow.FramesPerSecond);

    /// <summary>Gets the next window; the same again until <see cref="Accept"/>.</summary>
    /// <returns>False at the end.</returns>
    public bool TryNext(out SeekWindow window) => _loop.TryNext(out window);

    /// <summary>Takes the language that was detected, by Whisper's code.</summary>
    public void AcceptLanguage(LanguageProbability detected) => (Language, LanguageProbability) = (detected.Language, detected.Probability);

    /// <summary>Takes the features of a window.</summary>
    public void CopyFeatures(SeekWindow window, Span<float> destination) => _features.CopyWindow(window, destination, _model.WindowFrames);

    /// <summary>Makes what is to be decoded of a window.</summary>
    public WindowTask CreateTask(SeekWindow window) => _settings.CreateTask(window, Language!, _loop.Prompt());

    /// <summary>Takes what a window was decoded to.</summary>
    /// <param name="window">The window.</param>
    /// <param name="result">Its tokens.</param>
    /// <param name="decoder">Places words.</param>
    /// <param name="audio">The encoded windows.</param>
    /// <param name="index">Which of them this is.</param>
    /// <param name="run">How to stop.</param>
    public void Accept(SeekWindow window, WindowResult result, WindowDecoder decoder, EncodedAudio audio, int index, RunOptions? run)
    {
        if (_settings.Thresholds.IsSilence(result.AverageLogProbability, result.NoSpeechProbability))
        {
            _loop.Skip(window);
            return;
        }

        WindowSlices slices = WindowSlicer.Slice(result.Tokens, _model.Specials, window);
        bool aligned = _words.UsesAttention
            && _words.Align(decoder, audio, index, window, slices.Segments, Language!, _loop.LastSpeech, run);
        int[] textBefore = TextBefore(slices.Segments);
        List<WindowSegment> all = [.. slices.Segments];
        foreach (WindowSegment segment in _loop.Complete(window, slices, result.Temperature))
        {
            if (segment.Tokens.Length == 0)
                continue;
            if (aligned)
                Renumber(segment, textBefore[all.IndexOf(segment)]);
            else
                _words.Interpolate(segment, result.LogProbabilities, Language!);
            float[] logProbabilities = result.LogProbabilities.AsSpan(segment.FirstToken, segment.Tokens.Length).ToArray();
            _segments.Add(new RecognizedSegment(window, segment.Start, segment.End, segment.Tokens, logProbabilities, segment.Words, !aligned, result));
        }
    }

    /// <summary>Numbers words by their segment's text tokens rather than the window's.</summary>
    private static void Renumber(WindowSegment segment, int before)
    {
        foreach (WordTiming word in segment.Words)
            word.First -= before;
    }

    private int[] TextBefore(List<WindowSegment> segments)
    {
        var before = new int[segments.Count];
        for (int i = 1; i < before.Length; i++)
            before[i] = before[i - 1] + segments[i - 1].TextTokens(_model.Specials.EndOfText).Length;
        return before;
    }
}
