namespace Swictation.Stt.Benchmarks.Soak;

/// <summary>Runs a loop of audio through a pipeline round by round, and checks that every round is heard alike and whole.</summary>
/// <remarks>
/// What all rounds are compared with is the second: the first begins with a detector that has heard nothing yet, so it only has to find the
/// same sentences; by the end of the silence that each round ends with, the detector has forgotten the round. Neither detector nor model is
/// perfect, so the sentences that the second round misses are counted but are no failure; another round that misses one more is.
/// </remarks>
/// <param name="loop">The audio of a round.</param>
/// <param name="rounds">How many rounds to run; at least 2.</param>
internal sealed class SoakRun(SoakLoop loop, int rounds)
{
    private SoakRound _first = new();
    private SoakRound _reference = new();
    private SoakRound _current = new();
    private int _round;

    /// <summary>Gets what was wrong; at most the first hundred.</summary>
    public List<string> Failures { get; } = [];

    public int Utterances { get; private set; }

    /// <summary>Gets how many sentences of a round the detector found, as the second round has them.</summary>
    public int Found => loop.Sentences.Count(_reference.Covers);

    /// <summary>Gets how many sentences of a round were understood word for word.</summary>
    public int Understood => loop.Sentences.Count(_reference.Understands);

    /// <summary>Runs.</summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="onRound">Is called after each round, with how many are over.</param>
    public async Task RunAsync(SttPipeline pipeline, Action<int> onRound)
    {
        await using var source = new SoakSource(loop, rounds);
        await foreach (SttEvent item in pipeline.RunAsync(source))
        {
            while (_round < rounds - 1 && item.Position.TotalSeconds > (_round + 1) * loop.Seconds)
                EndRound(onRound);
            Take(item);
        }

        EndRound(onRound);
        if (_round != rounds)
            Fail($"{rounds} rounds were to be heard, and {_round} were.");
    }

    private void Take(SttEvent item)
    {
        switch (item)
        {
            case FinalEvent final:
                Utterances++;
                double offset = _round * loop.Seconds;
                _current.Add(final.Start.TotalSeconds - offset, final.Position.TotalSeconds - offset, final.Text);
                break;
            case ErrorEvent error:
                Fail($"At {error.Position}: {error.Kind}, {error.Exception.Message}");
                break;
        }
    }

    private void EndRound(Action<int> onRound)
    {
        if (_round == 0)
            _first = _current;
        if (_round == 1)
        {
            _reference = _current;
            CheckSentences(1, _first);
        }

        if (_round > 1)
        {
            CheckSentences(_round + 1, _current);
            if (_reference.FirstDifference(_current) is { } difference)
                Fail($"Round {_round + 1} differs from the second: {difference}.");
        }

        _round++;
        onRound(_round);
        _current = new SoakRound();
    }

    private void CheckSentences(int number, SoakRound round)
    {
        foreach (SoakSentence sentence in loop.Sentences.Where(sentence => _reference.Covers(sentence) && !round.Covers(sentence)))
            Fail(FormattableString.Invariant($"Round {number} lost \"{sentence.Text}\" at {sentence.Start:F1} s."));
    }

    private void Fail(string message)
    {
        if (Failures.Count < 100)
            Failures.Add(message);
    }
}
