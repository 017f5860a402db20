namespace Swictation.Stt.Evaluation;

/// <summary>Aligns what was recognised with the reference, word by word, with as few edits as there can be (Levenshtein).</summary>
/// <remarks>
/// <para>
/// Of the alignments with the fewest edits (substitutions, deletions and insertions cost one each), the one with the fewest substitutions
/// is chosen, which has the most matches; of these, the one that deletes as early and inserts as late as it can. So there is one
/// answer, whatever the length.
/// </para>
/// <para>
/// Short texts are aligned in a matrix, long ones by halving (D. S. Hirschberg, "A linear space algorithm for computing maximal common
/// subsequences", 1975) within the band of diagonals that the number of edits leaves, in memory in proportion to their length. Safe for concurrent use.
/// </para>
/// </remarks>
public static class WordAligner
{
    /// <summary>A matrix of up to this many cells, of a byte each, is filled at once.</summary>
    internal const int DefaultMatrixCells = 1 << 20;

    /// <summary>Aligns two normalised texts.</summary>
    /// <param name="reference">What was said. Words are what white space separates.</param>
    /// <param name="hypothesis">What was recognised.</param>
    /// <returns>The aligned words in order.</returns>
    public static IReadOnlyList<AlignedPair> Align(string reference, string hypothesis)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(hypothesis);
        return Align(WhiteSpace.Split(reference), WhiteSpace.Split(hypothesis));
    }

    /// <summary>Aligns two sequences of words.</summary>
    /// <param name="reference">The words said.</param>
    /// <param name="hypothesis">The words recognised.</param>
    /// <returns>The aligned words in order.</returns>
    public static IReadOnlyList<AlignedPair> Align(IReadOnlyList<string> reference, IReadOnlyList<string> hypothesis) =>
        Align(reference, hypothesis, DefaultMatrixCells);

    /// <summary>As the other, with a limit for the matrix, for tests.</summary>
    internal static IReadOnlyList<AlignedPair> Align(IReadOnlyList<string> reference, IReadOnlyList<string> hypothesis, int matrixCells)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(hypothesis);
        (int[] left, int[] right) = WordIds.Of(reference, hypothesis);
        var pairs = new List<AlignedPair>(Math.Max(left.Length, right.Length));
        int i = 0;
        int j = 0;
        foreach (EditKind kind in new EditPath(left, right, matrixCells).Find())
        {
            string? said = kind == EditKind.Insertion ? null : reference[i++];
            string? recognised = kind == EditKind.Deletion ? null : hypothesis[j++];
            pairs.Add(new AlignedPair(kind, said, recognised));
        }

        return pairs;
    }

    /// <summary>Counts the edits of an alignment.</summary>
    /// <param name="pairs">The aligned words.</param>
    /// <returns>The counts.</returns>
    public static ErrorCounts Count(IEnumerable<AlignedPair> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ErrorCounts counts = default;
        foreach (AlignedPair pair in pairs)
        {
            counts += pair.Kind switch
            {
                EditKind.Substitution => new ErrorCounts(1, 0, 0, 1),
                EditKind.Deletion => new ErrorCounts(0, 1, 0, 1),
                EditKind.Insertion => new ErrorCounts(0, 0, 1, 0),
                _ => new ErrorCounts(0, 0, 0, 1),
            };
        }

        return counts;
    }
}
