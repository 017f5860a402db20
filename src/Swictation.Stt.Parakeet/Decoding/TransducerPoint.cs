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

    /// <summary>Gets or sets where the last label ended.</summary>
    public int LabelEnd { get; set; }

    public BoostTracker.Position Boost { get; set; }

    /// <summary>Forgets everything: an utterance begins.</summary>
    public void Restart(int frame, int blank)
    {
        State.Reset(blank);
        (Frame, SymbolsAtFrame, LabelEnd) = (frame, 0, frame);
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
        (Frame, SymbolsAtFrame, LabelEnd) = (other.Frame, other.SymbolsAtFrame, other.LabelEnd);
        (AwaitsPredictor, Boost) = (other.AwaitsPredictor, other.Boost);
    }
}
