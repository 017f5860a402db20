using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Swictation.Stt.Evaluation.Tests.Normalization;

public sealed class NormalizerPropertyTests
{
    /// <summary>Pieces that the rules are about, in any order, so that random texts reach them.</summary>
    private static readonly string[] Pieces =
    [
        "one", "two hundred", "twenty", "first", "thousandth", "point", "and", "and a half", "double", "minus", "dollars", "cents", "per cent", "percent", "oh",
        "1", "10", "3.5", "1,000", "$5", "€0.07", "%", ".", ",", "'", "'s", "n't", "won't", "mr", "st", "uh", "(", ")", "[", "]", "<", ">", "colour", "four",
        " ", "  ", "\n", "\u0085", "é", "e\u0301", "\u0301", "ß", "İ", "Σ", "日本", "한", "\u1100\u1161", "हि", "👩\u200D👧", "\uD800", "\uDC00", "٣", "\0", "_", "-", "\u00AD",
    ];

    public static Arbitrary<string> Texts() =>
        Gen.OneOf(ArbMap.Default.GeneratorFor<char>().Select(static character => character.ToString()), Gen.Elements(Pieces), Gen.Elements(Pieces).Select(static piece => piece + " "))
            .ListOf().Select(static pieces => string.Concat(pieces)).ToArbitrary();

    [Property(MaxTest = 500)]
    public Property No_text_makes_a_normaliser_throw_or_leaves_half_a_character() => Prop.ForAll(Texts(), static text =>
    {
        foreach (ITextNormalizer normalizer in TextNormalizers.All)
        {
            string normalized = normalizer.Normalize(text);
            Assert.Equal(normalized, string.Concat(normalized.EnumerateRunes()));
            Assert.DoesNotContain("  ", normalized, StringComparison.Ordinal);
        }
    });

    [Property(MaxTest = 500)]
    public Property Plain_is_idempotent_and_trimmed() => Prop.ForAll(Texts(), static text =>
    {
        var plain = new PlainNormalizer();
        string once = plain.Normalize(text);
        Assert.Equal(once, plain.Normalize(once));
        Assert.Equal(once, once.Trim());
    });

    [Property(MaxTest = 500)]
    public Property Basic_is_idempotent_on_words() => Prop.ForAll(Texts(), static text =>
    {
        foreach (ITextNormalizer basic in new[] { new BasicTextNormalizer(), new BasicTextNormalizer(removeDiacritics: true) })
        {
            string once = basic.Normalize(text);
            Assert.Equal(once, basic.Normalize(once));
        }
    });

    [Property(MaxTest = 300)]
    public Property English_without_numbers_and_apostrophes_is_idempotent() => Prop.ForAll(
        Gen.Elements("the", "colour", "mr", "st", "four legs", "organise", "café", "uh", "(x)", "gonna", "imma", "!", "archaeologist").ListOf().ToArbitrary(),
        static words =>
        {
            var english = new EnglishTextNormalizer();
            string once = english.Normalize(string.Join(' ', words));
            Assert.Equal(once, english.Normalize(once));
        });

    [Fact]
    public void Long_runs_of_anything_are_normalised()
    {
        foreach (string piece in new[] { "<", "(", " ", "'", "9", "1,", "one ", "$", ".", "\u0301", "n't", "and a half ", "point ", "million ", "0." })
        {
            string text = string.Concat(Enumerable.Repeat(piece, 20_000));
            foreach (ITextNormalizer normalizer in TextNormalizers.All)
                Assert.NotNull(normalizer.Normalize(text));
        }
    }

    [Fact]
    public void Names_are_distinct_and_find_their_normaliser()
    {
        Assert.Equal(["english", "basic", "basic-no-diacritics", "basic-split", "basic-no-diacritics-split", "plain"], TextNormalizers.All.Select(static normalizer => normalizer.Name));
        foreach (ITextNormalizer normalizer in TextNormalizers.All)
            Assert.Same(normalizer, TextNormalizers.Get(normalizer.Name));
        ArgumentException exception = Assert.Throws<ArgumentException>(static () => TextNormalizers.Get("klingon"));
        Assert.Contains("klingon", exception.Message, StringComparison.Ordinal);
        Assert.Contains("basic-split", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("It’s 3.5 km–wide!", "it's 3.5 km wide")]
    [InlineData("'Rock 'n' roll' don't", "rock n roll don't")]
    [InlineData("  Straße, STRASSE ", "straße strasse")]
    [InlineData("1,000.50 v. 2,x", "1,000.50 v 2 x")]
    [InlineData("co\u00ADoperate re-use", "cooperate re use")]
    [InlineData("ｆｕｌｌ ①", "full 1")]
    [InlineData("हिन्दी में", "हिन्दी में")]
    [InlineData("--- ...", "")]
    public void Plain_keeps_letters_numbers_marks_and_inner_apostrophes(string text, string expected) =>
        Assert.Equal(expected, new PlainNormalizer().Normalize(text));
}
