using FsCheck;
using FsCheck.Xunit;

namespace Swictation.Stt.Transform.Tests.Engine;

/// <summary>No input makes the transform throw, and what it tells is consistent.</summary>
public sealed class RobustnessTests
{
    private static readonly (string Language, string Mode)[] Sets = [.. from language in RuleBook.Languages from mode in RuleBook.For(language).Modes select (language, mode.Name)];

    private static readonly TransformRules[] All = [.. Sets.Select(static set => RuleBook.For(set.Language).Compile(set.Mode))];

    private static readonly string[] Words =
    [
        .. TransformRules.Default.Rules.SelectMany(static rule => rule.Phrase.Split(' ')).Distinct(),
        "hello", "world", "Paris", "i", "I'm", "r", "robert", "one", "two", "forty-two", "hundred", "oh", "point", "control", "enter", "f", "key", "42", "Dr.", "comma,", "Period.", "\"quoted\"",
        "(", ")", "...", "?", "ß", "ŉ", "İ", "👨‍👩‍👧", "\uD800", "\uDC00x", "e\u0301", "\u202Ertl", "-", "--", "¿qué", "«", "»", "a-b-c", "''", "\0",
    ];

    [Property(MaxTest = 1500)]
    public bool Random_words_are_transformed_consistently(int[] choices, int set)
    {
        var transformer = new TextTransformer(All[(int)((uint)set % All.Length)]);
        var copy = new TextTransformer(transformer.Rules);
        for (int start = 0; start < choices.Length; start += 7)
        {
            string utterance = string.Join(' ', choices.Skip(start).Take(7).Select(static choice => Words[(int)((uint)choice % Words.Length)]));
            if (!IsConsistent(transformer, copy, utterance))
                return false;
        }

        return true;
    }

    [Property(MaxTest = 1500)]
    public bool Random_characters_are_transformed_consistently(char[] characters, int set)
    {
        TransformRules rules = All[(int)((uint)set % All.Length)];
        return IsConsistent(new TextTransformer(rules), new TextTransformer(rules), new string(characters));
    }

    [Fact]
    public void Every_command_stands_next_to_every_other()
    {
        string[] phrases = [.. TransformRules.Default.Rules.Select(static rule => rule.Phrase)];
        var transformer = new TextTransformer();
        char[] text = new char[4096];
        var pieces = new TransformPiece[256];
        foreach (string first in phrases)
        {
            foreach (string second in phrases)
                Assert.Equal(TransformStatus.Done, transformer.TryTransform($"{first} {second}", text, pieces, out _));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t\n ")]
    [InlineData("literal")]
    [InlineData("number")]
    [InlineData("capital")]
    [InlineData("all caps")]
    [InlineData("\uD83D")]
    public void Little_or_nothing_is_no_trouble(string spoken) => Assert.Equal(spoken.Trim().Length, new TextTransformer().Transform(spoken).Text.Length);

    [Theory]
    [InlineData("literal")]
    [InlineData("all caps")]
    [InlineData("capital r")]
    [InlineData("one")]
    [InlineData("number")]
    [InlineData("press")]
    [InlineData("line one new line")]
    [InlineData("hello. scratch that")]
    public void The_same_thing_ten_thousand_times_is_no_trouble(string phrase)
    {
        string utterance = string.Join(' ', Enumerable.Repeat(phrase, 10_000));
        foreach (TransformRules rules in new[] { TransformRules.Default, RuleBook.For("en").Compile(TransformMode.Code) })
            Assert.NotNull(new TextTransformer(rules).Transform(utterance).Text);
    }

    [Fact]
    public void An_utterance_of_twelve_words_allocates_nothing()
    {
        string[] utterances =
        [
            "dear sir comma new paragraph thank you for the letter period regards", "she said open quote hello world close quote period then she left",
            "we need number forty two tests comma not just two of them", "Hello, comma, this is what a punctuating model gives us, period. Thanks.",
            "hello world scratch that hello there delete last word press control c stop dictation", "literal comma the word period all caps nasa capital r robert version two point one",
        ];
        var transformer = new TextTransformer();
        char[] text = new char[256];
        var pieces = new TransformPiece[32];
        int written = 0;
        AllocationAssert.Zero(() =>
        {
            foreach (string utterance in utterances)
            {
                transformer.TryTransform(utterance, text, pieces, out TransformSize size);
                written += size.TextLength;
            }
        });
        Assert.NotEqual(0, written);
    }

    [Fact]
    public void A_long_utterance_comes_out_as_its_parts_do()
    {
        string part = "hello comma world period version two is here new line";
        string whole = string.Join(' ', Enumerable.Repeat(part, 1000));
        string expected = string.Concat(Enumerable.Repeat("Hello, world. Version 2 is here\n", 1000));
        Assert.Equal(expected, TextTransformer.ToText(whole));
    }

    /// <summary>Transforms twice, once into buffers that fit exactly, and checks that the pieces cover the words and the text in order.</summary>
    private static bool IsConsistent(TextTransformer transformer, TextTransformer copy, string utterance)
    {
        int words = utterance.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
        TransformResult preview = transformer.Preview(utterance);
        TransformResult result = transformer.Transform(utterance);
        copy.TryTransform(utterance, [], [], out TransformSize size);
        char[] text = new char[size.TextLength];
        var pieces = new TransformPiece[size.PieceCount];
        if (copy.TryTransform(utterance, text, pieces, out _) != TransformStatus.Done || new string(text) != result.TypedText || preview.Text != result.Text || !pieces.SequenceEqual(result.Pieces))
            return false;
        (int nextWord, int nextCharacter) = (0, 0);
        foreach (TransformPiece piece in pieces)
        {
            if (piece.FirstWord > nextWord || piece.WordCount < 1 || piece.FirstWord + piece.WordCount < nextWord || piece.TextStart != nextCharacter)
                return false;
            (nextWord, nextCharacter) = (piece.FirstWord + piece.WordCount, piece.TextStart + piece.TextLength);
        }

        return nextWord == words && nextCharacter == size.TextLength;
    }
}
