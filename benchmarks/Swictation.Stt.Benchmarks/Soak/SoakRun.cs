namespace Swictation.Stt.Benchmarks.Soak;

/// <summary>Runs a loop of audio through a pipeline round by round, and checks that every round is heard alike and whole.</summary>
/// <remarks>
/// The first round, which no other comes before, is what the later ones are compared with: the detector has forgotten it by the end of the
/// silence that each round ends with. Neither detector nor model is perfect, so the sentences that the first round misses are counted but
/// are no failure; a later round that misses another one is.
/// </remarks>
internal sealed class SoakRun(SoakLoop loop, int rounds)
{
    private SoakRound _first = new();
    private SoakRound _current = new();
    private int _round;

    /// <summary>Gets what was wrong; at most the first hundred.</summary>
    public List<string> Failures { get; } = [];

    public int Utterances { get; private set; }

    /// <summary>Gets how many sentences of a round the detector found, as the first round has them.</summary>
    public int Found => loop.Sentences.Count(_first.Covers);

    /// <summary>Gets how many sentences of a round were understood word for word.</summary>
    public int Understood => loop.Sentences.Count(_first.Understands);

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
        foreach (SoakSentence sentence in loop.Sentences.Where(sentence => _first.Covers(sentence) && !_current.Covers(sentence)))
            Fail(FormattableString.Invariant($"Round {_round + 1} lost \"{sentence.Text}\" at {sentence.Start:F1} s."));
        if (_first.FirstDifference(_current) is { } difference)
            Fail($"Round {_round + 1} differs from the first: {difference}.");

        _round++;
        onRound(_round);
        _current = new SoakRound();
    }

    private void Fail(string message)
    {
        if (Failures.Count < 100)
            Failures.Add(message);
    }
}
