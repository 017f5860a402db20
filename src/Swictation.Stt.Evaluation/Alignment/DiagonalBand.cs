namespace Swictation.Stt.Evaluation;

/// <summary>
/// The diagonals (column less row) that alignments of at most so many edits can touch: whoever leaves the way from the first corner to the
/// last takes a gap for every diagonal there, and another back.
/// </summary>
/// <param name="Lowest">The lowest diagonal, at most 0.</param>
/// <param name="Highest">The highest diagonal, at least 0.</param>
internal readonly record struct DiagonalBand(long Lowest, long Highest)
{
    /// <summary>Gets the band for a number of edits, which is at least the difference of the lengths.</summary>
    public static DiagonalBand For(long edits, int referenceLength, int hypothesisLength)
    {
        long surplus = (long)hypothesisLength - referenceLength;
        return new DiagonalBand(-((edits - surplus) / 2), (edits + surplus) / 2);
    }

    /// <summary>Gets the band as it is seen from another corner.</summary>
    public DiagonalBand Shift(long diagonals) => new(Lowest + diagonals, Highest + diagonals);

    /// <summary>Gets the band as it is seen from the last corner, backwards.</summary>
    public DiagonalBand Reverse() => new(-Highest, -Lowest);
}
