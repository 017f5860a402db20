using System.Numerics.Tensors;

namespace Swictation.Stt.Parakeet;

/// <summary>
/// Greedy CTC decoding: the best class of every frame, repeats collapsed, blanks dropped. A token lies where its run lies, and is as
/// probable as at the frame where it is most probable.
/// </summary>
/// <remarks>Not safe for concurrent use. A warm decode allocates nothing.</remarks>
internal sealed class CtcDecoder(int blank)
{
    private readonly float[] _scratch = new float[blank + 1];
    private readonly BoostTracker _boost = new();
    private Position _at;
    private Position _trial;

    /// <summary>Gets the tokens since <see cref="Resume"/>; the first may be the last of the part before, now longer.</summary>
    public List<DecodedToken> Tokens { get; } = new(256);

    /// <summary>Gets whether a boosted phrase is on trial.</summary>
    public bool OnTrial => _boost.OnTrial;

    /// <summary>Decodes one utterance into <see cref="Tokens"/>.</summary>
    /// <param name="scores">The scores, [frames, tokens and the blank].</param>
    /// <param name="phrases">The phrases to lean towards, or null.</param>
    /// <param name="scorer">Gives probabilities and confidences.</param>
    public void Decode(ReadOnlySpan<float> scores, BoostAutomaton? phrases, TokenScorer scorer)
    {
        Resume(CtcPoint.Start(0, blank), phrases);
        Advance(scores, 0, scores.Length / (blank + 1), moreFollows: false, scorer);
    }

    /// <summary>Goes on where a part ended.</summary>
    public void Resume(CtcPoint point, BoostAutomaton? phrases)
    {
        Tokens.Clear();
        if (point.Previous != blank)
            Tokens.Add(point.Last);
        _boost.Resume(phrases, point.Boost);
        _at = new Position(point.Frame, point.Previous, point.RunBonus, Tokens.Count);
    }

    /// <summary>Decodes up to a frame.</summary>
    /// <param name="scores">The scores, [frames, tokens and the blank].</param>
    /// <param name="firstFrame">Where they begin; not after where the decoder stands, or its trial began.</param>
    /// <param name="end">Up to which frame, counted as <paramref name="firstFrame"/> is.</param>
    /// <param name="moreFollows">Whether there is more after that, so that a phrase may yet come to its end.</param>
    /// <param name="scorer">Gives probabilities and confidences.</param>
    public void Advance(ReadOnlySpan<float> scores, int firstFrame, int end, bool moreFollows, TokenScorer scorer)
    {
        int width = blank + 1;
        while (true)
        {
            if (_at.Frame >= end)
            {
                if (moreFollows || _boost.Finish() == BoostTracker.Verdict.Continue)
                    return;
                GoBack();
                continue;
            }

            ReadOnlySpan<float> row = scores.Slice((_at.Frame - firstFrame) * width, width);
            int best = TensorPrimitives.IndexOfMax(row);
            if (!float.IsFinite(row[best]))
                throw ModelOutput.NotANumber(_at.Frame);
            if (best == blank)
                _at = new Position(_at.Frame + 1, blank, 0, Tokens.Count);
            // A run that won by its bonus is not cut short by the rival that it beat.
            else if (best == _at.Previous || (_at.RunBonus > 0 && row[_at.Previous] + _at.RunBonus > row[best]))
                Extend(row, scorer);
            else
                Begin(row, best, scorer);
        }
    }

    /// <summary>Notes where the decoder stands: on trial, where that began, because it may yet fail.</summary>
    /// <returns>The point, and the number of tokens up to there.</returns>
    public (CtcPoint Point, int Tokens) Save()
    {
        Position at = _boost.OnTrial ? _trial : _at;
        DecodedToken last = at.Tokens > 0 ? Tokens[at.Tokens - 1] : default;
        return (new CtcPoint(at.Frame, at.Previous, at.RunBonus, last, _boost.Current), at.Tokens);
    }

    /// <summary>Gives up a trial that began before a frame.</summary>
    /// <returns>Whether there was one, so that the decoder has to go on from there.</returns>
    public bool GiveUpTrial(int before)
    {
        if (!_boost.OnTrial || _trial.Frame >= before)
            return false;
        _ = _boost.Finish();
        GoBack();
        return true;
    }

    private void Begin(ReadOnlySpan<float> row, int best, TokenScorer scorer)
    {
        int token = _boost.Choose(row, best, out bool beginsTrial, out float bonus);
        if (beginsTrial)
            _trial = _at with { Tokens = Tokens.Count };
        (float logProbability, float confidence) = scorer.Score(row, token, _scratch);
        Tokens.Add(new DecodedToken(token, _at.Frame, 1, logProbability, confidence));
        _at = new Position(_at.Frame + 1, token, token == best ? 0 : bonus, Tokens.Count);
        if (_boost.Accept(token) == BoostTracker.Verdict.RollBack)
            GoBack();
    }

    private void GoBack()
    {
        Tokens.RemoveRange(_trial.Tokens, Tokens.Count - _trial.Tokens);
        _at = _trial;
    }

    private void Extend(ReadOnlySpan<float> row, TokenScorer scorer)
    {
        DecodedToken last = Tokens[^1];
        (float logProbability, float confidence) = scorer.Score(row, last.Id, _scratch);
        Tokens[^1] = logProbability > last.LogProbability
            ? last with { Duration = last.Duration + 1, LogProbability = logProbability, Confidence = confidence }
            : last with { Duration = last.Duration + 1 };
        _at = _at with { Frame = _at.Frame + 1 };
    }

    /// <summary>Where the decoder is: the frame, the class of the frame before, the bonus of its run, and how many tokens there are.</summary>
    private readonly record struct Position(int Frame, int Previous, float RunBonus, int Tokens);
}
