namespace Swictation.Stt.Evaluation.Tests.Alignment;

public sealed class ErrorRatesTests
{
    [Fact]
    public void Words_and_characters_are_counted_apart()
    {
        ErrorRates rates = ErrorRates.Measure("the quick brown fox", "the quick crown fix jumps");
        Assert.Equal(new ErrorCounts(2, 0, 1, 4), rates.Words);
        Assert.Equal(new ErrorCounts(2, 0, 6, 19), rates.Characters); // b > c, o > i, " jumps"
        Assert.Equal(0.75, rates.WordErrorRate);
        Assert.Equal(8 / 19.0, rates.CharacterErrorRate);
    }

    [Fact]
    public void White_space_at_the_ends_and_between_words_means_nothing() =>
        Assert.Equal(new ErrorRates(new ErrorCounts(0, 0, 0, 2), new ErrorCounts(0, 0, 0, 3)), ErrorRates.Measure(" a  b ", "a b"));

    [Fact]
    public void Characters_are_code_points()
    {
        Assert.Equal(new ErrorCounts(1, 0, 0, 3), ErrorRates.Measure("a😀b", "a😁b").Characters);
        Assert.Equal(new ErrorCounts(0, 1, 0, 3), ErrorRates.Measure("हिन", "हन").Characters);
    }

    [Fact]
    public void An_empty_reference_has_insertions_and_no_rate()
    {
        ErrorRates rates = ErrorRates.Measure(" ", "made up");
        Assert.Equal(new ErrorCounts(0, 0, 2, 0), rates.Words);
        Assert.Null(rates.WordErrorRate);
        Assert.Null(rates.CharacterErrorRate);
    }

    [Fact]
    public void Rates_are_of_sums_and_may_be_above_one()
    {
        ErrorRates sum = ErrorRates.Measure("a", "b c d") + ErrorRates.Measure("a b c", "a b c");
        Assert.Equal(3 / 4.0, sum.WordErrorRate);
        Assert.Equal(3, ErrorRates.Measure("a", "b c d").WordErrorRate);
        Assert.Equal(3, sum.Words.Matches);
    }

    [Fact]
    public void Long_texts_without_anything_in_common_are_counted_in_a_row_of_memory()
    {
        string reference = new('a', 6000);
        string hypothesis = new('b', 5000);
        Assert.Equal(new ErrorCounts(5000, 1000, 0, 6000), ErrorRates.Measure(reference, hypothesis).Characters);
    }
}
