namespace Swictation.Stt.Parakeet;

/// <summary>One utterance on its way through a transducer's greedy decoder. Kept and used again, so that decoding allocates nothing.</summary>
internal sealed class Utterance(TransducerShape shape)
{
    private readonly PredictorState _trialState = new(shape);
    private int _trialFrame;
    private int _trialSymbols;
    private int _trialLabelEnd;
    private int _labelEnd;
    private int _pause;
    private int _trialTokens;

    /// <summary>Gets the encoder frames, [frames, width].</summary>
    public ReadOnlyMemory<float> Frames { get; private set; }

    /// <summary>Gets where the frames begin in what is decoded in parts; tokens are numbered from the start of that.</summary>
    public int FirstFrame { get; private set; }

    /// <summary>Gets up to which frame to decode.</summary>
    public int FrameCount { get; private set; }

    /// <summary>Gets whether there is more after the last frame, so that a phrase may yet come to its end.</summary>
    public bool MoreFollows { get; private set; }

    /// <summary>Gets or sets the frame at hand.</summary>
    public int Frame { get; set; }

    /// <summary>Gets or sets how many labels were emitted at the frame at hand.</summary>
    public int SymbolsAtFrame { get; set; }

    /// <summary>Gets or sets whether the predictor has yet to see the last label.</summary>
    public bool AwaitsPredictor { get; set; }

    public PredictorState State { get; } = new(shape);

    public BoostTracker Boost { get; } = new();

    public List<DecodedToken> Tokens { get; } = new(256);

    public bool IsAlive => Frame < FrameCount;

    public void Start(ReadOnlyMemory<float> frames, int frameCount, int blank, BoostAutomaton? phrases)
    {
        Frames = frames;
        FirstFrame = 0;
        FrameCount = frameCount;
        MoreFollows = false;
        Frame = 0;
        SymbolsAtFrame = 0;
        _labelEnd = 0;
        _pause = int.MaxValue;
        AwaitsPredictor = true; // blank and a zero state prime it
        State.Reset(blank);
        Boost.Start(phrases);
        Tokens.Clear();
    }

    /// <summary>Goes on where a part ended.</summary>
    /// <param name="point">Where that is; not before the frames.</param>
    /// <param name="frames">The encoder frames, [frames, width].</param>
    /// <param name="firstFrame">Where they begin.</param>
    /// <param name="pause">After how many frames without a label the predictor begins anew.</param>
    /// <param name="phrases">The phrases to lean towards, or null.</param>
    public void Resume(TransducerPoint point, ReadOnlyMemory<float> frames, int firstFrame, int pause, BoostAutomaton? phrases)
    {
        Frames = frames;
        FirstFrame = firstFrame;
        FrameCount = 0;
        Frame = point.Frame - firstFrame;
        SymbolsAtFrame = point.SymbolsAtFrame;
        _labelEnd = point.LabelEnd - firstFrame;
        _pause = pause;
        AwaitsPredictor = point.AwaitsPredictor;
        State.CopyFrom(point.State);
        Boost.Resume(phrases, point.Boost);
        Tokens.Clear();
    }

    /// <summary>Lets the decoder go on to a frame, counted from the first.</summary>
    public void Extend(int frameCount, bool moreFollows) => (FrameCount, MoreFollows) = (frameCount, moreFollows);

    /// <summary>Notes where the decoder stands: on trial, where that began, because it may yet fail.</summary>
    /// <returns>The number of tokens up to there.</returns>
    public int Save(TransducerPoint point)
    {
        point.Boost = Boost.Current;
        point.LabelEnd = FirstFrame + (Boost.OnTrial ? _trialLabelEnd : _labelEnd);
        if (Boost.OnTrial)
        {
            point.State.CopyFrom(_trialState);
            (point.Frame, point.SymbolsAtFrame, point.AwaitsPredictor) = (FirstFrame + _trialFrame, _trialSymbols, false);
            return _trialTokens;
        }

        point.State.CopyFrom(State);
        (point.Frame, point.SymbolsAtFrame, point.AwaitsPredictor) = (FirstFrame + Frame, SymbolsAtFrame, AwaitsPredictor);
        return Tokens.Count;
    }

    /// <summary>Gives up a trial that began before a frame, counted from the first.</summary>
    /// <returns>Whether there was one, so that the decoder has to go on from there.</returns>
    public bool GiveUpTrial(int before)
    {
        if (!Boost.OnTrial || _trialFrame >= before)
            return false;
        _ = Boost.Finish();
        RollBack();
        return true;
    }

    /// <summary>Takes note of a label and moves on.</summary>
    public void Advance(int frames)
    {
        Frame += frames;
        _labelEnd = Frame;
    }

    /// <summary>Lets the predictor begin anew where there has been no label for long; see <see cref="StreamSettings.Pause"/>.</summary>
    /// <returns>Whether it did, so that scores which were made with the old state are void.</returns>
    public bool RestartAfterPause(int blank)
    {
        if (Frame - _labelEnd < _pause || State.Label == blank || Boost.OnTrial)
            return false;
        State.Reset(blank);
        AwaitsPredictor = true;
        return true;
    }

    public void BeginTrial()
    {
        _trialState.CopyFrom(State);
        (_trialFrame, _trialSymbols, _trialLabelEnd, _trialTokens) = (Frame, SymbolsAtFrame, _labelEnd, Tokens.Count);
    }

    public void RollBack()
    {
        State.CopyFrom(_trialState);
        (Frame, SymbolsAtFrame, _labelEnd) = (_trialFrame, _trialSymbols, _trialLabelEnd);
        Tokens.RemoveRange(_trialTokens, Tokens.Count - _trialTokens);
        AwaitsPredictor = false; // a trial begins after the predictor has run
    }
}
