using Swictation.Stt.Transform.Corrections;

namespace Swictation.Stt;

/// <summary>Gives the recogniser a user's lexicon of corrections to lean towards, so that less has to be corrected. Safe for concurrent use.</summary>
public static class CorrectionBoosting
{
    /// <summary>Makes boost phrases of what a lexicon writes, for <see cref="TranscribeOptions.BoostPhrases"/>.</summary>
    /// <param name="lexicon">The lexicon.</param>
    /// <param name="weight">How strongly to lean: see <see cref="BoostPhrase.Weight"/>.</param>
    /// <returns>
    /// A phrase for each different text that a recogniser can write: of letters, apostrophes, hyphens and single blanks. What has digits, symbols or
    /// line breaks is left to the lexicon. Keep the array as long as the lexicon: an engine compiles each list once.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The weight is not above 0 and at most 20.</exception>
    public static BoostPhrase[] ToBoostPhrases(this CorrectionLexicon lexicon, float weight = BoostPhrase.DefaultWeight)
    {
        ArgumentNullException.ThrowIfNull(lexicon);
        if (!(weight is > 0f and <= 20f))
            throw new ArgumentOutOfRangeException(nameof(weight), weight, "The weight must be above 0 and at most 20.");
        return
        [
            .. lexicon.Entries.Select(static entry => entry.Written)
                .Where(IsSayable)
                .Distinct(StringComparer.Ordinal)
                .Select(text => new BoostPhrase(text, weight)),
        ];
    }

    private static bool IsSayable(string text)
    {
        bool hasLetter = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            hasLetter |= char.IsLetter(c);
            bool isBetweenLetters = i > 0 && i < text.Length - 1 && char.IsLetter(text[i - 1]) && char.IsLetter(text[i + 1]);
            if (!char.IsLetter(c) && !(isBetweenLetters && c is ' ' or '\'' or '-'))
                return false;
        }

        return hasLetter;
    }
}
