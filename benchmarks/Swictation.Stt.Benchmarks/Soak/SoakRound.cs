namespace Swictation.Stt.Benchmarks.Soak;

/// <summary>What was heard in one round of a loop: its utterances, with times from the start of the round.</summary>
internal sealed class SoakRound
{
    private readonly List<(double Start, double End, string Text)> _utterances = [];

    public int Count => _utterances.Count;

    public void Add(double start, double end, string text) => _utterances.Add((start, end, text));

    /// <summary>Finds out whether at least four fifths of a sentence lie in utterances. The recordings begin and end with silence, up to 0.5 s in all.</summary>
    public bool Covers(SoakSentence sentence)
    {
        double covered = _utterances.Sum(utterance => Math.Max(0, Math.Min(utterance.End, sentence.End) - Math.Max(utterance.Start, sentence.Start)));
        return covered >= 0.8 * (sentence.End - sentence.Start - 0.5);
    }

    /// <summary>Finds out whether a sentence was understood word for word by one utterance.</summary>
    public bool Understands(SoakSentence sentence) =>
        _utterances.Any(utterance => utterance.Start < sentence.End && utterance.End > sentence.Start && utterance.Text == sentence.Text);

    /// <summary>Gets the first utterance in which two rounds differ, or null where they are equal.</summary>
    public string? FirstDifference(SoakRound other)
    {
        for (int i = 0; i < Math.Max(Count, other.Count); i++)
        {
            string mine = Describe(i);
            string its = other.Describe(i);
            if (mine != its)
                return $"{mine} and {its}";
        }

        return null;
    }

    private string Describe(int index)
    {
        if (index >= Count)
            return "nothing";
        (double start, double end, string text) = _utterances[index];
        return FormattableString.Invariant($"\"{text}\" from {start:F3} to {end:F3} s");
    }
}
