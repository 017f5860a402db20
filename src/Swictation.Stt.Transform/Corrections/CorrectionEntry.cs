using System.Globalization;

namespace Swictation.Stt.Transform.Corrections;

/// <summary>Represents one replacement of a user's dictionary. Immutable.</summary>
public sealed record CorrectionEntry
{
    /// <summary>The most words of <see cref="Spoken"/> and <see cref="Written"/>.</summary>
    public const int MaxWords = 16;

    /// <summary>The most characters of one word of <see cref="Spoken"/>.</summary>
    public const int MaxWordLength = 64;

    /// <summary>The most characters of <see cref="Written"/>.</summary>
    public const int MaxWrittenLength = 1000;

    /// <summary>Gets the word or the words as they are recognised, with white space between them.</summary>
    /// <value>1 to <see cref="MaxWords"/> words of up to <see cref="MaxWordLength"/> characters.</value>
    public required string Spoken { get; init; }

    /// <summary>Gets what is written instead.</summary>
    /// <value>
    /// 1 to <see cref="MaxWrittenLength"/> characters. Text without capitals takes the case of what was said (lower, Capitalised, ALL CAPS); text with a
    /// capital, and that of a case-sensitive entry, is written as it stands.
    /// </value>
    public required string Written { get; init; }

    /// <summary>Gets what the entry is found in.</summary>
    /// <value>The default is <see cref="CorrectionMatching.Exact"/>. A case-sensitive entry is always exact.</value>
    public CorrectionMatching Matching { get; init; }

    /// <summary>Gets a value indicating whether the entry is found only in exactly the letter case of <see cref="Spoken"/>.</summary>
    /// <value>The default is <see langword="false"/>: any case.</value>
    public bool IsCaseSensitive { get; init; }

    /// <summary>Gets the least score at which a fuzzy entry replaces something.</summary>
    /// <value>From above 0 to 1. The default is <see langword="null"/>: that of <see cref="CorrectionOptions.Threshold"/>.</value>
    public float? Threshold { get; init; }

    /// <summary>Gets what tells entries apart: the spoken words with one blank between them, in lower case unless case counts.</summary>
    internal string Key => string.Join(' ', (IsCaseSensitive ? Spoken : Spoken.ToLowerInvariant()).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Tells what is wrong with the entry.</summary>
    /// <returns>A sentence, or null where nothing is.</returns>
    internal string? FindFault()
    {
        if (string.IsNullOrWhiteSpace(Spoken))
            return "The spoken words are empty.";
        string[] words = Spoken.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > MaxWords)
            return $"\"{words[0]} {words[1]} …\" has {words.Length} words; at most {MaxWords} are allowed.";
        if (Array.Find(words, static word => word.Length > MaxWordLength) is { } tooLong)
            return $"The word \"{tooLong[..MaxWordLength]}…\" has {tooLong.Length} characters; at most {MaxWordLength} are allowed.";
        if (string.IsNullOrWhiteSpace(Written))
            return $"What is written for \"{Spoken}\" is empty.";
        if (Written.Length > MaxWrittenLength)
            return $"What is written for \"{Spoken}\" has {Written.Length} characters; at most {MaxWrittenLength} are allowed.";
        if (!Enum.IsDefined(Matching))
            return $"The matching of \"{Spoken}\" is {Matching}; it must be Exact or Fuzzy.";
        if (Matching == CorrectionMatching.Fuzzy && IsCaseSensitive)
            return $"\"{Spoken}\" cannot be fuzzy and case-sensitive at once.";
        return Threshold is { } threshold && !(threshold is > 0f and <= 1f)
            ? $"The threshold of \"{Spoken}\" is {threshold.ToString(CultureInfo.InvariantCulture)}; it must be above 0 and at most 1."
            : null;
    }
}
