using Swictation.Stt.Transform.Normalization;

namespace Swictation.Stt.Transform.Tests.Normalization;

public sealed class InverseTextNormalizerTests
{
    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (string line in File.ReadLines(Repository.Path("tests", "Swictation.Stt.Transform.Tests", "Normalization", "normalization.tsv")))
            {
                if (line.Length > 0 && line[0] != '#')
                    cases.Add(line.Split('\t')[0], line.Split('\t')[1]);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_phrase_is_written_as_it_is_written(string spoken, string written) => Assert.Equal(written, Write(spoken));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Inside_a_sentence_nothing_else_changes(string spoken, string written) =>
        Assert.Equal($"You know, {written}, and so  we said \"{written}\".", Write($"You know, {spoken}, and so  we said \"{spoken}\"."));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Written_text_stays(string spoken, string written) => Assert.True(spoken.Length > 0 && Write(written) == written, Write(written));

    [Theory]
    [InlineData("one of them")]
    [InlineData("no one said two or three words")]
    [InlineData("just a second")]
    [InlineData("you may march first")]
    [InlineData("i may second that")]
    [InlineData("they march sixteen miles", "they march 16 mi")]
    [InlineData("may i have one")]
    [InlineData("march on")]
    [InlineData("a hundred people")]
    [InlineData("several hundred million")]
    [InlineData("a half")]
    [InlineData("half a dozen")]
    [InlineData("quarter")]
    [InlineData("the first one and the last")]
    [InlineData("five minus three")]
    [InlineData("at this point five people left")]
    [InlineData("i won ten", "i won 10")]
    [InlineData("a twenty second delay", "a 20 second delay")]
    [InlineData("ten to eleven", "10 to 11")]
    [InlineData("nine to eleven people", "9 to 11 people")]
    [InlineData("in june five people left")]
    [InlineData("one two three go")]
    [InlineData("one foot in the door")]
    [InlineData("from nine to five")]
    [InlineData("about ten to twelve people", "about 10 to 12 people")]
    [InlineData("twenty four seven")]
    [InlineData("fifty fifty")]
    [InlineData("flight one twenty three")]
    [InlineData("five foot six")]
    [InlineData("one fifty five dollars")]
    [InlineData("the twenty second of july", "22 July")]
    [InlineData("thirty first of june", "31st of june")]
    [InlineData("connect the dot com boom")]
    [InlineData("meet me at noon")]
    [InlineData("oh no")]
    [InlineData("and and and")]
    [InlineData("fifty percent sign", "50 percent sign")]
    [InlineData("fifty, percent", "50, percent")]
    [InlineData("twenty. third of may", "20. 3 May")]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("... ?!")]
    public void Words_that_may_be_meant_as_words_stay(string text, string? written = null) => Assert.Equal(written ?? text, Write(text));

    [Theory]
    [InlineData("On May twenty-third, two thousand five, we met.", "On May 23, 2005, we met.")]
    [InlineData("It costs Twenty-five dollars.", "It costs $25.")]
    [InlineData("Call at three thirty p.m.", "Call at 3:30 p.m.")]
    [InlineData("Call at three thirty p m.", "Call at 3:30 p.m.")]
    [InlineData("Call at three p m, please.", "Call at 3 p.m., please.")]
    [InlineData("(Five percent)", "(5%)")]
    [InlineData("I have 25 dollars and 3 percent.", "I have $25 and 3%.")]
    [InlineData("TWENTY FIVE EUROS", "€25")]
    public void Models_that_punctuate_are_understood(string text, string written) => Assert.Equal(written, Write(text));

    [Fact]
    public void The_table_of_the_documentation_is_true()
    {
        string[] page = File.ReadAllLines(Repository.Path("docs", "corrections.md"));
        string[] rows = [.. page.SkipWhile(static line => line != "| | said | written |").Skip(2).TakeWhile(static line => line.StartsWith('|'))];
        Assert.Equal(18, rows.Length);
        foreach (string[] cells in rows.Select(static row => row.Split('|', StringSplitOptions.TrimEntries)))
            Assert.Equal(cells[3].Split("; "), cells[2].Split("; ").Select(Write));
    }

    [Fact]
    public void Each_piece_knows_its_words_and_what_it_is()
    {
        NormalizedText result = InverseTextNormalizer.Normalize("on  may twenty third, pay five dollars");
        Assert.Equal("on  May 23, pay $5", result.Text);
        Assert.Equal(
            [
                new NormalizedPiece(0, 1, 0, 2, NormalizationKind.None),
                new NormalizedPiece(1, 3, 4, 7, NormalizationKind.Date),
                new NormalizedPiece(4, 1, 12, 3, NormalizationKind.None),
                new NormalizedPiece(5, 2, 16, 2, NormalizationKind.Money),
            ],
            result.Pieces);
    }

    [Fact]
    public void A_text_without_a_phrase_comes_back_as_it_is()
    {
        string text = "  Nothing — to see\u00a0here,\r\n\tmove on. ";
        Assert.Same(text, InverseTextNormalizer.Normalize(text).Text);
    }

    [Fact]
    public void A_buffer_that_is_too_small_is_told_and_one_that_fits_is_enough()
    {
        Assert.False(InverseTextNormalizer.TryNormalize("pay ten", stackalloc char[5], out int length));
        Assert.Equal(0, length);
        Assert.True(InverseTextNormalizer.TryNormalize("pay ten", stackalloc char[6], out length));
        Assert.Equal(6, length);
        Assert.False(InverseTextNormalizer.TryNormalize("pay ten", stackalloc char[6], out length, new NormalizedPiece[1], out int count));
        Assert.Equal((0, 0), (length, count));
    }

    [Fact]
    public void Normalising_allocates_nothing()
    {
        char[] destination = new char[256];
        var pieces = new NormalizedPiece[64];
        AllocationAssert.Zero(() => InverseTextNormalizer.TryNormalize(
            "mail john dot smith at example dot com on may twenty third at three thirty p m about twenty five dollars and fifty cents", destination, out _, pieces, out _));
    }

    private static string Write(string text) => InverseTextNormalizer.Normalize(text).Text;
}
