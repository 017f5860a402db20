using System.Text;
using FsCheck.Xunit;
using Swictation.Stt.Transform.Corrections;

namespace Swictation.Stt.Transform.Tests.Corrections;

/// <summary>Random entries over random texts: nothing throws, pieces cover the words, and the compiled search finds what a naive one finds.</summary>
public sealed class LexiconPropertyTests
{
    private static readonly string[] Vocabulary = ["a", "b", "c", "alpha", "alfa", "beta", "Beta", "BETA", "gamma", "gammer", "b.", "\"a", "c's", "c,", "delta-four"];

    [Property(MaxTest = 500)]
    public void Exact_matches_are_those_of_a_naive_search(int seed)
    {
        var random = new Random(seed);
        CorrectionEntry[] entries = [.. Entries(random).Where(static entry => entry.Spoken.All(static c => char.IsLetter(c) || c == ' '))];
        string[] words = [.. Enumerable.Range(0, random.Next(20)).Select(_ => Vocabulary[random.Next(9)])];
        var lexicon = new CorrectionLexicon(entries.Select(static entry => entry with { Matching = CorrectionMatching.Exact }));
        Assert.Equal(string.Join(' ', Naive(words, [.. lexicon.Entries])), lexicon.Apply(string.Join(' ', words)).Text);
    }

    [Property(MaxTest = 500)]
    public void Pieces_cover_all_words_and_all_text_but_white_space(int seed)
    {
        var random = new Random(seed);
        var lexicon = new CorrectionLexicon(Entries(random));
        string text = string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => Vocabulary[random.Next(Vocabulary.Length)] + (random.Next(8) == 0 ? "  " : " ")));
        CorrectedText result = lexicon.Apply(text);
        int word = 0;
        int position = 0;
        foreach (CorrectionPiece piece in result.Pieces)
        {
            Assert.Equal(word, piece.FirstWord);
            Assert.True(string.IsNullOrWhiteSpace(result.Text[position..piece.Start]));
            Assert.InRange(piece.Length, 1, int.MaxValue);
            (word, position) = (word + piece.WordCount, piece.Start + piece.Length);
        }

        Assert.Equal(text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length, word);
        Assert.True(string.IsNullOrWhiteSpace(result.Text[position..]));
    }

    [Property(MaxTest = 500)]
    public void No_text_makes_it_throw(int seed)
    {
        var random = new Random(seed);
        var lexicon = new CorrectionLexicon(Entries(random));
        var text = new StringBuilder();
        for (int i = random.Next(60); i > 0; i--)
        {
            text.Append(random.Next(5) switch
            {
                0 => (char)random.Next(0x10000), // half a surrogate pair too
                1 => ' ',
                2 => (char)random.Next(33, 127),
                _ => Vocabulary[random.Next(Vocabulary.Length)],
            });
        }

        CorrectedText result = lexicon.Apply(text.ToString());
        if (result.Pieces.All(static piece => !piece.IsReplaced))
            Assert.Equal(text.ToString(), result.Text);
    }

    private static CorrectionEntry[] Entries(Random random) =>
    [
        .. Enumerable.Range(0, random.Next(12))
            .Select(_ => new CorrectionEntry
            {
                Spoken = string.Join(' ', Enumerable.Range(0, random.Next(1, 4)).Select(_ => Vocabulary[random.Next(Vocabulary.Length)])),
                Written = $"w{random.Next(100)}",
                Matching = random.Next(2) == 0 ? CorrectionMatching.Exact : CorrectionMatching.Fuzzy,
            })
            .DistinctBy(static entry => entry.Spoken.ToLowerInvariant()),
    ];

    private static IEnumerable<string> Naive(string[] words, CorrectionEntry[] entries)
    {
        for (int i = 0; i < words.Length;)
        {
            CorrectionEntry? longest = entries
                .Where(entry => words.Skip(i).Take(Length(entry)).SequenceEqual(entry.Spoken.Split(' '), StringComparer.OrdinalIgnoreCase))
                .MaxBy(Length);
            string said = string.Join(' ', words.Skip(i).Take(longest is null ? 1 : Length(longest)));
            yield return longest is null ? said
                : said.Count(char.IsLetter) > 1 && said.Where(char.IsLetter).All(char.IsUpper) ? longest.Written.ToUpperInvariant()
                : char.IsUpper(said[0]) ? char.ToUpperInvariant(longest.Written[0]) + longest.Written[1..]
                : longest.Written;
            i += longest is null ? 1 : Length(longest);
        }

        static int Length(CorrectionEntry entry) => entry.Spoken.Split(' ').Length;
    }
}
