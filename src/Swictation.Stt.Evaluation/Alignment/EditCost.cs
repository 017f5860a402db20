namespace Swictation.Stt.Evaluation;

/// <summary>
/// The cost of an alignment as one number: its edits first, its substitutions second. Of two alignments with as many edits, the one with
/// fewer substitutions has more matches.
/// </summary>
internal static class EditCost
{
    public const long Gap = 1L << 32;
    public const long Substitution = Gap + 1;

    /// <summary>More than any alignment costs, and far from overflowing when something is added.</summary>
    public const long Impossible = long.MaxValue / 4;

    public static int Edits(long cost) => (int)(cost >> 32);

    public static int Substitutions(long cost) => (int)(cost & (Gap - 1));

    /// <summary>Gets the counts: the lengths differ by the insertions less the deletions, which leaves no choice.</summary>
    public static ErrorCounts ToCounts(long cost, int referenceLength, int hypothesisLength)
    {
        long substitutions = Substitutions(cost);
        long gaps = Edits(cost) - substitutions;
        long surplus = hypothesisLength - referenceLength;
        return new ErrorCounts(substitutions, (gaps - surplus) / 2, (gaps + surplus) / 2, referenceLength);
    }
}
