namespace Swictation.Stt.Parakeet;

/// <summary>One utterance on its way through a transducer's greedy decoder. Kept and used again, so that decoding allocates nothing.</summary>
internal sealed class Utterance(TransducerShape shape)
{
    private readonly PredictorState _trialState = new(shape);
    private int _trialFrame;
    private int _trialSymbols;
    private int _trialTokens;

    /// <summary>Gets the encoder frames, [frames, width].</summary>
    public ReadOnlyMemory<float> Frames { get; private set; }

    public int FrameCount { get; private set; }

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
        FrameCount = frameCount;
        Frame = 0;
        SymbolsAtFrame = 0;
        AwaitsPredictor = true; // blank and a zero state prime it
        State.Reset(blank);
        Boost.Start(phrases);
        Tokens.Clear();
    }

    public void BeginTrial()
    {
        _trialState.CopyFrom(State);
        (_trialFrame, _trialSymbols, _trialTokens) = (Frame, SymbolsAtFrame, Tokens.Count);
    }

    public void RollBack()
    {
        State.CopyFrom(_trialState);
        (Frame, SymbolsAtFrame) = (_trialFrame, _trialSymbols);
        Tokens.RemoveRange(_trialTokens, Tokens.Count - _trialTokens);
        AwaitsPredictor = false; // a trial begins after the predictor has run
    }
}
