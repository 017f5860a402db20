namespace Swictation.Stt.Transform.Corrections;

/// <summary>Says how likely it is that one word or phrase was misheard for another. Safe for concurrent use; allocates nothing.</summary>
/// <remarks>
/// <para>
/// The score is <c>w · sound + (1 - w) · spelling</c>. <c>sound</c> is one less the share of sounds that differ between the codes of Lawrence
/// Philips' Double Metaphone (the best pair of the primary and alternate codes); <c>spelling</c> is one less the distance of Damerau and Levenshtein
/// (optimal string alignment) divided by the longer length. Spaces, punctuation, letter case and diacritics do not count, so that one word can
/// be compared with the two that it was heard as.
/// </para>
/// <para>
/// <c>w</c> is 0.6 for codes of four sounds and more, and less in proportion for shorter ones, which many words share: "car" and "core" sound alike by
/// their codes and score 0.65, "Kubernetes" and "cooper netties" 0.82.
/// </para>
/// </remarks>
public static class SoundAlike
{
    private const float SoundWeight = 0.6f;
    private const int SoundsForFullWeight = 4;

    /// <summary>Scores two texts.</summary>
    /// <param name="said">What was recognised.</param>
    /// <param name="meant">What may have been meant.</param>
    /// <returns>From 0, nothing in common, to 1, the same letters; 0 where a text has digits, letters that are not Latin, no letters or more than 64.</returns>
    public static float Score(ReadOnlySpan<char> said, ReadOnlySpan<char> meant)
    {
        Span<char> left = stackalloc char[SpellingDistance.MaxLength];
        Span<char> right = stackalloc char[SpellingDistance.MaxLength];
        int leftLength = LetterFolding.ToLetters(said, left);
        int rightLength = LetterFolding.ToLetters(meant, right);
        if (leftLength <= 0 || rightLength <= 0)
            return 0f;
        left = left[..leftLength];
        right = right[..rightLength];
        return Score(left, DoubleMetaphone.Encode(left), right, DoubleMetaphone.Encode(right));
    }

    /// <summary>Scores two texts whose letters and codes are known.</summary>
    internal static float Score(ReadOnlySpan<char> said, PhoneticCodes saidCodes, ReadOnlySpan<char> meant, PhoneticCodes meantCodes)
    {
        float weight = Weight(saidCodes, meantCodes);
        return weight * PhoneticCodes.Similarity(saidCodes, meantCodes) + (1 - weight) * SpellingDistance.Similarity(said, meant);
    }

    /// <summary>Gets the weight of the sound where the shorter code has so many sounds.</summary>
    internal static float WeightOf(int sounds) => SoundWeight * Math.Min(SoundsForFullWeight, sounds) / SoundsForFullWeight;

    private static float Weight(PhoneticCodes left, PhoneticCodes right) => WeightOf(Math.Min(left.Primary.Length, right.Primary.Length));
}
