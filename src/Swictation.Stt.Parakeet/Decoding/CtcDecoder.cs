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

    /// <summary>Decodes one utterance.</summary>
    /// <param name="scores">The scores, [frames, tokens and the blank].</param>
    /// <param name="phrases">The phrases to lean towards, or null.</param>
    /// <param name="scorer">Gives probabilities and confidences.</param>
    /// <param name="tokens">Receives the tokens; cleared first.</param>
    public void Decode(ReadOnlySpan<float> scores, BoostAutomaton? phrases, TokenScorer scorer, List<DecodedToken> tokens)
    {
        int width = blank + 1;
        int frames = scores.Length / width;
        tokens.Clear();
        _boost.Start(phrases);
        var at = new Position(0, blank, 0, 0);
        Position trial = at;
        while (true)
        {
            if (at.Frame >= frames)
            {
                if (_boost.Finish() == BoostTracker.Verdict.Continue)
                    return;
                at = GoBack(trial, tokens);
            }

            ReadOnlySpan<float> row = scores.Slice(at.Frame * width, width);
            int best = TensorPrimitives.IndexOfMax(row);
            if (!float.IsFinite(row[best]))
                throw ModelOutput.NotANumber(at.Frame);
            if (best == blank)
            {
                at = new Position(at.Frame + 1, blank, 0, tokens.Count);
                continue;
            }

            // A run that won by its bonus is not cut short by the rival that it beat.
            if (best == at.Previous || (at.RunBonus > 0 && row[at.Previous] + at.RunBonus > row[best]))
            {
                Extend(tokens, row, scorer);
                at = at with { Frame = at.Frame + 1 };
                continue;
            }

            int token = _boost.Choose(row, best, out bool beginsTrial, out float bonus);
            if (beginsTrial)
                trial = at with { Tokens = tokens.Count };
            (float logProbability, float confidence) = scorer.Score(row, token, _scratch);
            tokens.Add(new DecodedToken(token, at.Frame, 1, logProbability, confidence));
            at = _boost.Accept(token) == BoostTracker.Verdict.RollBack
                ? GoBack(trial, tokens)
                : new Position(at.Frame + 1, token, token == best ? 0 : bonus, tokens.Count);
        }
    }

    private static Position GoBack(Position trial, List<DecodedToken> tokens)
    {
        tokens.RemoveRange(trial.Tokens, tokens.Count - trial.Tokens);
        return trial;
    }

    private void Extend(List<DecodedToken> tokens, ReadOnlySpan<float> row, TokenScorer scorer)
    {
        DecodedToken last = tokens[^1];
        (float logProbability, float confidence) = scorer.Score(row, last.Id, _scratch);
        tokens[^1] = logProbability > last.LogProbability
            ? last with { Duration = last.Duration + 1, LogProbability = logProbability, Confidence = confidence }
            : last with { Duration = last.Duration + 1 };
    }

    /// <summary>Where the decoder is: the frame, the class of the frame before, the bonus of its run, and how many tokens there are.</summary>
    private readonly record struct Position(int Frame, int Previous, float RunBonus, int Tokens);
}
