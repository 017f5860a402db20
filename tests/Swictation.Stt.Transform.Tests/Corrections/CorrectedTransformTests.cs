using FsCheck.Xunit;
using Swictation.Stt.Transform.Corrections;
using Swictation.Stt.Transform.Normalization;
using Swictation.Stt.Transform.Words;

namespace Swictation.Stt.Transform.Tests.Corrections;

/// <summary>Corrections and inverse text normalisation inside the transform.</summary>
public sealed class CorrectedTransformTests
{
    private static readonly CorrectionLexicon Lexicon = new(
    [
        new CorrectionEntry { Spoken = "kubernetes", Written = "Kubernetes", Matching = CorrectionMatching.Fuzzy },
        new CorrectionEntry { Spoken = "i phone", Written = "iPhone" },
        new CorrectionEntry { Spoken = "colour", Written = "color" },
        new CorrectionEntry { Spoken = "mister comma", Written = "Mr. Comma" },
        new CorrectionEntry { Spoken = "my address", Written = "1 Main Street\nSpringfield" },
        new CorrectionEntry { Spoken = "come a", Written = "comma" },
    ]);

    [Theory]
    [InlineData("install cooper netties comma please period", "Install Kubernetes, please.")]
    [InlineData("i phone period i phone", "iPhone. iPhone")]
    [InlineData("colour period colour", "Color. Color")]
    [InlineData("caps on i phone colour caps off colour", "IPHONE COLOR color")]
    [InlineData("mister comma came", "Mr. Comma came")]
    [InlineData("quote my address close quote", "\"1 Main Street\nSpringfield\"")]
    [InlineData("hello come a world", "Hello comma world")] // what an entry writes is no command
    [InlineData("We use Cooper netties. It is great.", "We use Kubernetes. It is great.")]
    public void Corrections_come_before_the_rules_and_stay_as_they_are(string spoken, string written) =>
        Assert.Equal(written, new TextTransformer { Corrections = Lexicon }.Transform(spoken).Text);

    [Theory]
    [InlineData("we met on the twenty third of may two thousand and five period", "We met on 23 May 2005.")]
    [InlineData("it costs twenty five dollars and fifty cents comma about five percent more", "It costs $25.50, about 5% more")]
    [InlineData("call me at three thirty p m period then write", "Call me at 3:30 p.m. Then write")]
    [InlineData("call me at three thirty p m tomorrow", "Call me at 3:30 p.m. tomorrow")]
    [InlineData("mail john dot smith at example dot com period", "Mail john.smith@example.com.")]
    [InlineData("john at example dot com is mine", "john@example.com is mine")]
    [InlineData("open paren five kilometers per hour close paren", "(5 km/h)")]
    [InlineData("number forty six thousand six hundred", "46600")] // a rule's number is the rule's
    [InlineData("number minus seven", "-7")]
    [InlineData("line forty two", "Line 42")]
    [InlineData("fifty percent sign", "50%")]
    [InlineData("caps on in may twenty twenty caps off", "IN MAY 2020")]
    [InlineData("On May 23rd, I paid twenty dollars.", "On May 23rd, I paid $20.")]
    [InlineData("one of the two may go second", "One of the two may go second")]
    public void Phrases_are_normalised_where_no_rule_is_for_them(string spoken, string written) =>
        Assert.Equal(written, new TextTransformer { UsesInverseTextNormalization = true }.Transform(spoken).Text);

    [Fact]
    public void Both_are_off_unless_asked_for()
    {
        Assert.Equal("Fifty percent of cooper netties", TextTransformer.ToText("fifty percent of cooper netties"));
        var german = new TextTransformer(RuleBook.For("de").Compile()) { UsesInverseTextNormalization = true };
        Assert.Equal("Fifty percent", german.Transform("fifty percent").Text);
    }

    [Fact]
    public void Pieces_know_the_words_of_the_utterance_and_what_wrote_them()
    {
        var transformer = new TextTransformer { Corrections = Lexicon, UsesInverseTextNormalization = true };
        IReadOnlyList<TransformPiece> pieces = transformer.Transform("put cooper netties on may twenty third comma please").Pieces;
        Assert.Equal([(0, 1), (1, 2), (3, 1), (4, 3), (7, 1), (8, 1)], pieces.Select(static piece => (piece.FirstWord, piece.WordCount)));
        Assert.Equal(["kubernetes"], pieces.Select(static piece => piece.Correction?.Spoken).OfType<string>());
        Assert.Equal(NormalizationKind.Date, pieces[3].Normalization);
        Assert.Equal("comma", pieces[4].Rule?.Phrase);
    }

    [Fact]
    public void What_was_written_can_be_taken_back()
    {
        var transformer = new TextTransformer { Corrections = Lexicon, UsesInverseTextNormalization = true };
        transformer.Transform("hello period");
        transformer.Transform("cooper netties at half past three");
        Assert.Equal(" Kubernetes at 3:30".Length, Assert.IsType<BackspaceEdit>(Assert.Single(transformer.Transform("scratch that").Edits)).Count);
    }

    [Fact]
    public void Transforming_allocates_nothing()
    {
        var transformer = new TextTransformer { Corrections = Lexicon, UsesInverseTextNormalization = true };
        char[] text = new char[512];
        var pieces = new TransformPiece[64];
        AllocationAssert.Zero(() => transformer.TryTransform(
            "install cooper netties on may twenty third comma pay five dollars to john at example dot com period", text, pieces, out _));
    }

    [Property(MaxTest = 1000)]
    public void No_words_make_it_throw_and_pieces_stay_in_order(int seed)
    {
        var random = new Random(seed);
        string[] vocabulary =
        [
            .. ("cooper netties kubernets i phone colour my address mister comma period quote close new line number five twenty may third "
                + "at dot com half past percent dollars caps on off cap all literal scratch that delete last word press control c camel case snake the I'm").Split(' '),
            "\"quoted", "marks,", "end.", "é", "\ud83d", "123", "a\u0001b", "\u0002", "kubernets\u0003",
        ];
        var transformer = new TextTransformer { Corrections = Lexicon, UsesInverseTextNormalization = true };
        for (int utterance = 0; utterance < 3; utterance++)
        {
            string text = string.Join(' ', Enumerable.Range(0, random.Next(25)).Select(_ => vocabulary[random.Next(vocabulary.Length)]));
            SpokenWord[] words = [];
            int count = WordSplitter.Split(text, ref words);
            int next = 0;
            foreach (TransformPiece piece in transformer.Transform(text).Pieces)
            {
                Assert.InRange(piece.FirstWord, next, count - 1);
                Assert.InRange(piece.FirstWord + piece.WordCount, piece.FirstWord + 1, count);
                next = piece.FirstWord;
            }
        }
    }
}
