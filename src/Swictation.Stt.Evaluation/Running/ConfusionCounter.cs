namespace Swictation.Stt.Evaluation;

/// <summary>Counts which words are mistaken for which.</summary>
internal sealed class ConfusionCounter
{
    private readonly Dictionary<AlignedPair, int> _counts = [];

    public void Add(IEnumerable<AlignedPair> pairs)
    {
        foreach (AlignedPair pair in pairs)
        {
            if (pair.Kind != EditKind.Match)
                System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_counts, pair, out _)++;
        }
    }

    public ConfusionTable ToTable(int most) => new()
    {
        Substitutions = Top(EditKind.Substitution, most),
        Deletions = Top(EditKind.Deletion, most),
        Insertions = Top(EditKind.Insertion, most),
    };

    private WordConfusion[] Top(EditKind kind, int most) =>
    [
        .. _counts.Where(entry => entry.Key.Kind == kind)
            .OrderByDescending(static entry => entry.Value)
            .ThenBy(static entry => entry.Key.Reference, StringComparer.Ordinal)
            .ThenBy(static entry => entry.Key.Hypothesis, StringComparer.Ordinal)
            .Take(most)
            .Select(static entry => new WordConfusion(entry.Key.Reference, entry.Key.Hypothesis, entry.Value)),
    ];
}
