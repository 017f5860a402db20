namespace Swictation.Stt.Whisper;

/// <summary>
/// The way through a long recording, window by window, without the model: which window comes next, what prompt it gets, which of its
/// segments stay (openai/whisper, <c>transcribe.py</c>). The caller decodes each window of <see cref="TryNext"/> and ends it with either
/// <see cref="Skip"/> or <see cref="Complete"/>. Every window starts behind the one before it. For one thread.
/// </summary>
internal sealed class LongFormLoop
{
    private readonly WhisperTokenizer _tokenizer;
    private readonly int _contentFrames;
    private readonly List<(int Start, int End)> _clips;
    private readonly LongFormOptions _options;
    private readonly PromptHistory _history;
    private int _clip;
    private int _seek;
    private double _lastSpeech;

    /// <summary>Initializes a new instance of the <see cref="LongFormLoop"/> class.</summary>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="contentFrames">The frames of the recording, without padding.</param>
    /// <param name="clips">The parts that are transcribed (<see cref="SeekClips.FromSeconds"/>).</param>
    /// <param name="options">How to go through it.</param>
    /// <param name="initialPrompt">The tokens of the initial prompt; may be empty.</param>
    /// <param name="promptBudget">How many tokens of a prompt fit (<see cref="PromptBuilder.MaximumPromptLength"/>).</param>
    public LongFormLoop(
        WhisperTokenizer tokenizer, int contentFrames, IEnumerable<(int Start, int End)> clips, LongFormOptions options, ReadOnlySpan<int> initialPrompt, int promptBudget)
    {
        _tokenizer = tokenizer;
        _contentFrames = contentFrames;
        _clips = [.. clips];
        _options = options;
        _history = new PromptHistory(initialPrompt, options.CarryInitialPrompt, options.ConditionOnPreviousText, promptBudget);
        _seek = _clips.Count > 0 ? _clips[0].Start : 0;
    }

    /// <summary>Gets where the speech that was found so far ended, in seconds: what the rules for word times ask for.</summary>
    public double LastSpeech => _lastSpeech;

    /// <summary>Gets the frame up to which the recording is done.</summary>
    public int Seek => _seek;

    /// <summary>Gets the tokens that the next window is conditioned on.</summary>
    public int[] Prompt() => _history.Next();

    /// <summary>Gets the next window; the same again until it is ended.</summary>
    /// <returns><see langword="false"/> at the end of the recording.</returns>
    public bool TryNext(out SeekWindow window)
    {
        for (; _clip < _clips.Count; _clip++)
        {
            (int start, int end) = _clips[_clip];
            end = Math.Min(end, _contentFrames);
            _seek = Math.Max(_seek, start);
            if (_seek < end)
            {
                window = new SeekWindow(_seek, Math.Min(SeekWindow.FullFrames, end - _seek));
                return true;
            }

            // A window may have reached beyond its clip; the next one starts where it starts.
            if (_clip + 1 < _clips.Count)
                _seek = _clips[_clip + 1].Start;
        }

        window = default;
        return false;
    }

    /// <summary>Ends a window that is silence.</summary>
    public void Skip(SeekWindow window) => _seek = window.EndFrame;

    /// <summary>Ends a window that was decoded.</summary>
    /// <param name="window">The window.</param>
    /// <param name="slices">Its tokens as segments; where words say where to go on, with words (<see cref="WordTimingRules.Apply"/>). They are changed.</param>
    /// <param name="temperature">The temperature that it was sampled at.</param>
    /// <returns>The segments that stay, in order, those without text or length cleared; none where a window is done again from a later start.</returns>
    public IReadOnlyList<WindowSegment> Complete(SeekWindow window, WindowSlices slices, double temperature)
    {
        List<WindowSegment> segments = slices.Segments;
        int seek = slices.NextSeek;
        if (_options.SeekByWords)
        {
            if (!slices.EndsWithSingleTimestamp && EndOfSpeech(segments) is { } end && end > window.Start)
                seek = Frame(end);
            if (_options.HallucinationSilence is { } silence && !DropHallucinations(window, slices, silence, ref seek))
            {
                _seek = Advance(window, seek);
                return [];
            }

            _lastSpeech = EndOfSpeech(segments) ?? _lastSpeech;
        }

        foreach (WindowSegment segment in segments)
        {
            if (segment.Start == segment.End || string.IsNullOrWhiteSpace(_tokenizer.Decode(segment.Tokens)))
                segment.Clear();
            _history.Add(segment.Tokens);
        }

        _history.EndWindow(temperature);
        _seek = Advance(window, seek);
        return segments;
    }

    /// <summary>Applies the rules for words that were made up in silence.</summary>
    /// <returns><see langword="false"/> where the window is to be done again behind the silence at its start.</returns>
    private bool DropHallucinations(SeekWindow window, WindowSlices slices, double silence, ref int seek)
    {
        List<WindowSegment> segments = slices.Segments;
        if (!slices.EndsWithSingleTimestamp && EndOfSpeech(segments) is { } end && end > window.Start)
            seek = window.FullEnd - end > silence ? Frame(end) : window.EndFrame;

        WindowSegment? first = segments.Find(static segment => segment.Words.Count > 0);
        if (HallucinationRules.IsAnomalous(first) && first!.Start - window.Start > silence)
        {
            seek = window.Seek + Frame(first.Start - window.Start);
            return false;
        }

        int made = HallucinationRules.FindHallucination(segments, window, silence, _lastSpeech);
        if (made >= 0)
        {
            WindowSegment segment = segments[made];
            double content = (double)_contentFrames / SeekWindow.FramesPerSecond;
            seek = content - segment.End < silence ? _contentFrames : Frame(Math.Max(window.Start + 1, segment.Start));
            segments.RemoveRange(made, segments.Count - made);
        }

        return true;
    }

    /// <summary>A window must never be decoded for ever: where rounding leaves no step, its content is done.</summary>
    private static int Advance(SeekWindow window, int seek) => seek > window.Seek ? seek : window.EndFrame;

    /// <summary>Where the last word ends; without words, the last segment.</summary>
    private static double? EndOfSpeech(List<WindowSegment> segments) =>
        segments.FindLast(static segment => segment.Words.Count > 0)?.Words[^1].End ?? (segments.Count > 0 ? segments[^1].End : null);

    private static int Frame(double seconds) => (int)Math.Round(seconds * SeekWindow.FramesPerSecond);
}
