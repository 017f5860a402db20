using Swictation.Stt.Transform.Corrections;

namespace Swictation.Stt.Benchmarks.Workload;

/// <summary>Entries of invented words of two to five syllables, and English sentences in which some of the first ten stand.</summary>
internal static class InventedLexicon
{
    private const int Shared = 10;

    private static readonly string[] Onsets = ["b", "br", "c", "d", "dr", "f", "g", "gl", "h", "j", "k", "l", "m", "n", "p", "pl", "r", "s", "st", "t", "tr", "v", "w", "z"];
    private static readonly string[] Rhymes = ["a", "e", "i", "o", "u", "an", "el", "is", "or", "um", "ax", "et", "ing", "ol"];

    private static readonly string[] Sentences =
    [
        "please send the report about @ to everyone in the office today",
        "we talked about the future of @ and what it means here",
        "i think that @ will be ready before the end of june",
        "could you look at the numbers for @ again this afternoon please",
        "the customers asked whether @ supports all of the older machines too",
        "nobody in the meeting had heard anything about @ until last week",
    ];

    /// <summary>Makes entries; the first ten are the same whatever the count. One in four is a phrase of two words.</summary>
    public static IEnumerable<CorrectionEntry> Entries(int count, CorrectionMatching matching) => Words(count).Select((word, i) => new CorrectionEntry
    {
        Spoken = i >= Shared && i % 4 == 0 ? $"{word} {word[..3]}on" : word,
        Written = char.ToUpperInvariant(word[0]) + word[1..],
        Matching = matching,
    });

    /// <summary>Makes utterances of twelve words; in each stands one of the first ten entries.</summary>
    public static string[] Utterances(int count)
    {
        string[] words = [.. Words(Shared)];
        return [.. Enumerable.Range(0, count).Select(i => Sentences[i % Sentences.Length].Replace("@", words[i % words.Length], StringComparison.Ordinal))];
    }

    private static IEnumerable<string> Words(int count)
    {
        var random = new Random(17);
        var seen = new HashSet<string>();
        while (seen.Count < count)
        {
            string word = string.Concat(Enumerable.Range(0, random.Next(2, 6)).Select(_ => Onsets[random.Next(Onsets.Length)] + Rhymes[random.Next(Rhymes.Length)]));
            if (word.Length > 4 && seen.Add(word))
                yield return word;
        }
    }
}
