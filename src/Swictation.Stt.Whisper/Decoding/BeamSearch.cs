namespace Swictation.Stt.Whisper;

/// <summary>
/// Beam search as in openai/whisper's <c>BeamSearchDecoder</c>: of each hypothesis its best continuations, one more than the beam is
/// wide; of all these the best go on, and what ends among them is set aside until enough have ended.
/// </summary>
/// <remarks>A step in which the hypotheses change places copies their caches once, see <see cref="DecoderStepper.Reorder"/>.</remarks>
internal sealed class BeamSearch : TokenSearch
{
    private readonly int _width;
    private readonly int _enough;
    private readonly int[] _largest;
    private readonly Candidate[] _candidates;
    private readonly Hypothesis[] _ended;
    private Hypothesis[] _live;
    private Hypothesis[] _next;
    private int _liveCount;
    private int _endedCount;

    public BeamSearch(DecoderShape shape, SpecialTokens specials, LogitFilter filter, SearchSettings settings, int promptLength)
        : base(shape, specials, filter, settings, promptLength)
    {
        _width = settings.BeamSize;
        _enough = Math.Max(1, (int)Math.Round(_width * settings.Patience, MidpointRounding.ToEven));
        _largest = new int[_width + 1];
        _candidates = new Candidate[_width * (_width + 1)];
        _live = Make(_width);
        _next = Make(_width);
        _ended = Make(Math.Max(_enough, _width));
        _liveCount = 1; // all rows are equal before the first token
    }

    public override Hypothesis Best()
    {
        // Where too few have ended, those under way count as they are, the most probable first.
        for (int i = 0; i < _liveCount && _endedCount < _width; i++)
            _ended[_endedCount++].CopyFrom(_live[i]);
        Hypothesis best = _ended[0];
        for (int i = 1; i < _endedCount; i++)
        {
            if (_ended[i].Score(Settings.LengthPenalty) > best.Score(Settings.LengthPenalty))
                best = _ended[i];
        }

        return best;
    }

    protected override int Choose(DecoderStepper stepper, int firstRow, Span<int> tokens, Span<int> sources)
    {
        int count = Rank(CollectCandidates(stepper, firstRow));
        int saved = 0;
        for (int i = 0; i < count && saved < _width; i++)
        {
            ref readonly Candidate candidate = ref _candidates[i];
            Hypothesis from = _live[candidate.Source];
            if (candidate.Token == EndOfText)
            {
                if (_endedCount < _enough)
                {
                    _ended[_endedCount].CopyFrom(from);
                    _ended[_endedCount++].End(candidate.LogProbability);
                }

                continue;
            }

            _next[saved].CopyFrom(from);
            _next[saved].Add(candidate.Token, candidate.LogProbability);
            tokens[saved] = candidate.Token;
            sources[saved++] = firstRow + candidate.Source;
        }

        (_live, _next) = (_next, _live);
        _liveCount = saved;
        return _endedCount >= _enough ? 0 : saved;
    }

    private Hypothesis[] Make(int count)
    {
        var hypotheses = new Hypothesis[count];
        for (int i = 0; i < count; i++)
            hypotheses[i] = new Hypothesis(Capacity);
        return hypotheses;
    }

    private int CollectCandidates(DecoderStepper stepper, int firstRow)
    {
        int count = 0;
        for (int beam = 0; beam < _liveCount; beam++)
        {
            Span<float> logits = Filter(stepper, firstRow + beam, _live[beam].Tokens, out float logSum);
            int found = float.IsNegativeInfinity(logSum) ? 0 : LogitMath.Largest(logits, _largest);
            for (int i = 0; i < found; i++)
            {
                float logProbability = Math.Min(0, logits[_largest[i]] - logSum);
                _candidates[count++] = new Candidate(beam, _largest[i], logProbability, _live[beam].Sum + logProbability);
            }
        }

        return count;
    }

    /// <summary>Sorts the candidates by their sums, the greatest first; equal ones stay in order.</summary>
    private int Rank(int count)
    {
        for (int i = 1; i < count; i++)
        {
            Candidate candidate = _candidates[i];
            int at = i;
            for (; at > 0 && _candidates[at - 1].Sum < candidate.Sum; at--)
                _candidates[at] = _candidates[at - 1];
            _candidates[at] = candidate;
        }

        return count;
    }

    private readonly record struct Candidate(int Source, int Token, float LogProbability, float Sum);
}
