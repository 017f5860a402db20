namespace Swictation.Stt.Evaluation;

/// <summary>Represents how far what was recognised is from the reference, in words or in characters.</summary>
/// <remarks>
/// The error rate of several recordings is that of the sum of their counts, not the mean of their rates: use <c>+</c>. A recording whose
/// reference is empty has no rate and must not be added, since its insertions would weigh against words that are not there.
/// </remarks>
/// <param name="Substitutions">How many were recognised as others.</param>
/// <param name="Deletions">How many were not recognised.</param>
/// <param name="Insertions">How many were recognised that the reference lacks.</param>
/// <param name="ReferenceLength">How many the reference has.</param>
public readonly record struct ErrorCounts(long Substitutions, long Deletions, long Insertions, long ReferenceLength)
{
    /// <summary>Gets the number of edits that turn the reference into what was recognised.</summary>
    public long Errors => Substitutions + Deletions + Insertions;

    /// <summary>Gets how many were recognised as they are.</summary>
    public long Matches => ReferenceLength - Substitutions - Deletions;

    /// <summary>Gets the errors for each of the reference, which may be above 1; <see langword="null"/> where the reference is empty.</summary>
    public double? Rate => ReferenceLength == 0 ? null : (double)Errors / ReferenceLength;

    /// <summary>Adds the counts of two recordings.</summary>
    /// <param name="left">The counts of one.</param>
    /// <param name="right">The counts of the other.</param>
    /// <returns>The sums.</returns>
    public static ErrorCounts operator +(ErrorCounts left, ErrorCounts right) => new(
        left.Substitutions + right.Substitutions,
        left.Deletions + right.Deletions,
        left.Insertions + right.Insertions,
        left.ReferenceLength + right.ReferenceLength);

    /// <summary>Adds the counts of two recordings.</summary>
    /// <param name="left">The counts of one.</param>
    /// <param name="right">The counts of the other.</param>
    /// <returns>The sums.</returns>
    public static ErrorCounts Add(ErrorCounts left, ErrorCounts right) => left + right;
}
