using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Swictation.Stt.Evaluation.Tests.Alignment;

public sealed class WordAlignerTests
{
    public static Arbitrary<(string[] Reference, string[] Hypothesis)> Texts()
    {
        Gen<string[]> words = Gen.Elements("a", "b", "c", "d").ArrayOf();
        return words.SelectMany(reference => words.Select(hypothesis => (reference, hypothesis))).ToArbitrary();
    }

    [Theory]
    [InlineData("a b c", "a b c", "MMM")]
    [InlineData("a b c", "a x c", "MSM")]
    [InlineData("a b c", "a c", "MDM")]
    [InlineData("a c", "a b c", "MIM")]
    [InlineData("a b", "b c", "DMI")] // as many edits as two substitutions, but a match
    [InlineData("a a b", "a b", "DMM")] // deletes early
    [InlineData("a b", "a a b", "MIM")] // inserts late
    [InlineData("", "a b", "II")]
    [InlineData("a b", "", "DD")]
    [InlineData("", "", "")]
    [InlineData("  a\tb ", "a\nb", "MM")]
    public void Alignments(string reference, string hypothesis, string kinds) =>
        Assert.Equal(kinds, Kinds(WordAligner.Align(reference, hypothesis)));

    [Property(MaxTest = 500)]
    public Property An_alignment_spells_both_texts_with_the_fewest_edits_and_of_these_the_fewest_substitutions() => Prop.ForAll(Texts(), static texts =>
    {
        (string[] reference, string[] hypothesis) = texts;
        IReadOnlyList<AlignedPair> pairs = WordAligner.Align(reference, hypothesis);
        Assert.Equal(reference, pairs.Select(static pair => pair.Reference).OfType<string>());
        Assert.Equal(hypothesis, pairs.Select(static pair => pair.Hypothesis).OfType<string>());
        Assert.All(pairs, static pair => Assert.Equal(pair.Kind, (pair.Reference, pair.Hypothesis) switch
        {
            (null, not null) => EditKind.Insertion,
            (not null, null) => EditKind.Deletion,
            var (said, recognised) => said == recognised ? EditKind.Match : EditKind.Substitution,
        }));
        ErrorCounts counts = WordAligner.Count(pairs);
        Assert.Equal(Best(reference, hypothesis), (counts.Errors, counts.Substitutions));
        Assert.Equal(counts, ErrorRates.Measure(string.Join(' ', reference), string.Join(' ', hypothesis)).Words);
    });

    [Property(MaxTest = 500)]
    public Property Halving_finds_the_same_alignment_as_one_matrix() => Prop.ForAll(Texts(), static texts =>
    {
        string whole = Kinds(WordAligner.Align(texts.Reference, texts.Hypothesis));
        foreach (int cells in new[] { 0, 10, 30 })
            Assert.Equal(whole, Kinds(WordAligner.Align(texts.Reference, texts.Hypothesis, cells)));
    });

    [Property(MaxTest = 200)]
    public Property Swapping_the_texts_swaps_deletions_and_insertions() => Prop.ForAll(Texts(), static texts =>
    {
        ErrorCounts one = WordAligner.Count(WordAligner.Align(texts.Reference, texts.Hypothesis));
        ErrorCounts other = WordAligner.Count(WordAligner.Align(texts.Hypothesis, texts.Reference));
        Assert.Equal((one.Substitutions, one.Deletions, one.Insertions), (other.Substitutions, other.Insertions, other.Deletions));
    });

    [Fact]
    public void Ten_thousand_words_keep_their_errors_apart()
    {
        List<string> reference = [.. Enumerable.Range(0, 10_000).Select(static i => $"w{i % 700}")];
        var hypothesis = new List<string>(reference);
        for (int i = 50; i < 10_000; i += 100)
            hypothesis[i] = $"x{i}"; // 100 substitutions
        hypothesis.Insert(5_005, "extra");
        hypothesis.RemoveRange(8_010, 3);
        ErrorCounts counts = WordAligner.Count(WordAligner.Align(reference, hypothesis));
        Assert.Equal(new ErrorCounts(100, 3, 1, 10_000), counts);
        Assert.Equal(counts, ErrorRates.Measure(string.Join(' ', reference), string.Join(' ', hypothesis)).Words);
    }

    [Fact]
    public void Long_texts_with_nothing_in_common_are_substitutions_and_the_rest_deletions()
    {
        IReadOnlyList<AlignedPair> pairs = WordAligner.Align([.. Enumerable.Range(0, 3000).Select(static i => $"a{i}")], [.. Enumerable.Range(0, 2000).Select(static i => $"b{i}")]);
        Assert.Equal(new ErrorCounts(2000, 1000, 0, 3000), WordAligner.Count(pairs));
        Assert.All(pairs.Take(1000), static pair => Assert.Equal(EditKind.Deletion, pair.Kind));
    }

    private static string Kinds(IEnumerable<AlignedPair> pairs) => string.Concat(pairs.Select(static pair => pair.Kind.ToString()[0]));

    /// <summary>The textbook's recursion, with nothing clever about it.</summary>
    private static (long Edits, long Substitutions) Best(string[] reference, string[] hypothesis)
    {
        var best = new (long Edits, long Substitutions)[reference.Length + 1, hypothesis.Length + 1];
        for (int i = 0; i <= reference.Length; i++)
        {
            for (int j = 0; j <= hypothesis.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    best[i, j] = (i + j, 0);
                    continue;
                }

                bool isMatch = reference[i - 1] == hypothesis[j - 1];
                (long Edits, long Substitutions) paired = best[i - 1, j - 1];
                if (!isMatch)
                    paired = (paired.Edits + 1, paired.Substitutions + 1);
                best[i, j] = new[] { paired, (best[i - 1, j].Edits + 1, best[i - 1, j].Substitutions), (best[i, j - 1].Edits + 1, best[i, j - 1].Substitutions) }.Min();
            }
        }

        return best[reference.Length, hypothesis.Length];
    }
}
