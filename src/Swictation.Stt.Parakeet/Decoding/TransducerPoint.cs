namespace Swictation.Stt.Parakeet;

/// <summary>Where a transducer's decoder stands between two parts of an utterance.</summary>
internal sealed class TransducerPoint(TransducerShape shape)
{
    public PredictorState State { get; } = new(shape);

    /// <summary>Gets or sets the next frame; beyond the part's end where the last duration overshot it (NeMo's <c>time_jumps</c>).</summary>
    public int Frame { get; set; }

    /// <summary>Gets or sets how many labels were emitted at that frame.</summary>
    public int SymbolsAtFrame { get; set; }

    /// <summary>Gets or sets whether the predictor has yet to see the last label.</summary>
    public bool AwaitsPredictor { get; set; } = true;

    public BoostTracker.Position Boost { get; set; }

    /// <summary>Forgets what was said, but not where that was: an utterance begins.</summary>
    public void Restart(int blank)
    {
        State.Reset(blank);
        SymbolsAtFrame = 0;
        AwaitsPredictor = true; // blank and a zero state prime it
        Boost = default;
    }

    /// <summary>Goes on to a frame, if it is not there yet: nothing was said before it.</summary>
    public void SkipTo(int frame)
    {
        if (Frame >= frame)
            return;
        Frame = frame;
        SymbolsAtFrame = 0;
    }

    public void CopyFrom(TransducerPoint other)
    {
        State.CopyFrom(other.State);
        (Frame, SymbolsAtFrame, AwaitsPredictor, Boost) = (other.Frame, other.SymbolsAtFrame, other.AwaitsPredictor, other.Boost);
    }
}
