using FsCheck;
using FsCheck.Xunit;

namespace Swictation.Stt.Abstractions.Tests;

public sealed class TranscribeOptionsTests
{
    public static TheoryData<string, TranscribeOptions> OutOfRange => new()
    {
        { nameof(TranscribeOptions.ConfidenceMethod), new TranscribeOptions { ConfidenceMethod = (ConfidenceMethod)2 } },
        { nameof(TranscribeOptions.ConfidenceMethod), new TranscribeOptions { ConfidenceMethod = (ConfidenceMethod)(-1) } },
        { nameof(TranscribeOptions.ConfidenceAggregation), new TranscribeOptions { ConfidenceAggregation = (ConfidenceAggregation)4 } },
        { nameof(TranscribeOptions.ConfidenceAggregation), new TranscribeOptions { ConfidenceAggregation = (ConfidenceAggregation)(-1) } },
        { nameof(TranscribeOptions.SegmentGap), new TranscribeOptions { SegmentGap = TimeSpan.Zero } },
        { nameof(TranscribeOptions.SegmentGap), new TranscribeOptions { SegmentGap = TimeSpan.FromTicks(-1) } },
        { nameof(TranscribeOptions.SegmentGap), new TranscribeOptions { SegmentGap = Timeout.InfiniteTimeSpan } },
        { nameof(TranscribeOptions.BatchSize), new TranscribeOptions { BatchSize = 0 } },
        { nameof(TranscribeOptions.BatchSize), new TranscribeOptions { BatchSize = -1 } },
        { nameof(TranscribeOptions.BatchSize), new TranscribeOptions { BatchSize = 65 } },
    };

    public static TheoryData<TranscribeOptions> Valid => new()
    {
        new TranscribeOptions(),
        TranscribeOptions.Default,
        new TranscribeOptions { ConfidenceMethod = ConfidenceMethod.Probability },
        new TranscribeOptions { ConfidenceAggregation = ConfidenceAggregation.Mean },
        new TranscribeOptions { ConfidenceAggregation = ConfidenceAggregation.Max },
        new TranscribeOptions { ConfidenceAggregation = ConfidenceAggregation.Product },
        new TranscribeOptions { SegmentGap = TimeSpan.FromTicks(1) },
        new TranscribeOptions { SegmentGap = TimeSpan.MaxValue },
        new TranscribeOptions { BatchSize = 1 },
        new TranscribeOptions { BatchSize = 64 },
        new TranscribeOptions { BoostPhrases = [new BoostPhrase("Swictation"), new BoostPhrase("Ё 🎙", 20f), new BoostPhrase("a b", float.Epsilon)] },
    };

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void A_blank_language_is_refused(string language)
    {
        Assert.Contains("Language", Assert.Throws<ArgumentException>(new TranscribeOptions { Language = language }.Validate).Message, StringComparison.Ordinal);
        new TranscribeOptions { Language = "de", Translate = true }.Validate();
    }

    [Theory]
    [MemberData(nameof(Valid), DisableDiscoveryEnumeration = true)]
    public void Values_within_their_ranges_are_accepted(TranscribeOptions options) => options.Validate();

    [Theory]
    [MemberData(nameof(OutOfRange), DisableDiscoveryEnumeration = true)]
    public void Values_out_of_their_ranges_are_refused_by_name(string name, TranscribeOptions options) =>
        Assert.Throws<ArgumentOutOfRangeException>(name, options.Validate);

    [Theory]
    [InlineData("word", 0f)]
    [InlineData("word", -1f)]
    [InlineData("word", 20.001f)]
    [InlineData("word", float.NaN)]
    [InlineData("word", float.PositiveInfinity)]
    [InlineData("word", float.NegativeInfinity)]
    [InlineData("", 1f)]
    [InlineData(" \t\n", 1f)]
    [InlineData(null, 1f)]
    public void Phrases_without_words_or_with_an_impossible_weight_are_refused(string? text, float weight)
    {
        var options = new TranscribeOptions { BoostPhrases = [new BoostPhrase("fine"), new BoostPhrase(text!, weight)] };
        Assert.Throws<ArgumentException>(options.Validate);
    }

    [Fact]
    public void A_bad_weight_is_reported_with_its_phrase()
    {
        var exception = Assert.Throws<ArgumentException>(new TranscribeOptions { BoostPhrases = [new BoostPhrase("Кот", 21)] }.Validate);
        Assert.Contains("\"Кот\"", exception.Message, StringComparison.Ordinal);
        Assert.Contains("21", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_phrases_are_refused()
    {
        Assert.Throws<ArgumentNullException>(nameof(TranscribeOptions.BoostPhrases), new TranscribeOptions { BoostPhrases = null! }.Validate);
        Assert.Throws<ArgumentException>(new TranscribeOptions { BoostPhrases = [null!] }.Validate);
    }

    [Fact]
    public void The_defaults_are_as_documented()
    {
        var options = new TranscribeOptions();
        Assert.Equal(ConfidenceMethod.TsallisEntropy, options.ConfidenceMethod);
        Assert.Equal(ConfidenceAggregation.Min, options.ConfidenceAggregation);
        Assert.Empty(options.BoostPhrases);
        Assert.Equal(TimeSpan.FromSeconds(1), options.SegmentGap);
        Assert.Equal(4, options.BatchSize);
        Assert.Null(options.Progress);
        Assert.Equal(options, TranscribeOptions.Default);
        Assert.Same(TranscribeOptions.Default, TranscribeOptions.Default);
        Assert.Equal(3f, new BoostPhrase("x").Weight);
        Assert.Equal(BoostPhrase.DefaultWeight, new BoostPhrase("x").Weight);
    }

    [Fact]
    public void A_changed_copy_leaves_the_original_alone()
    {
        TranscribeOptions changed = TranscribeOptions.Default with { BatchSize = 8 };
        Assert.Equal((8, 4), (changed.BatchSize, TranscribeOptions.Default.BatchSize));
        Assert.NotEqual(TranscribeOptions.Default, changed);
    }

    [Property]
    public void A_batch_size_is_valid_exactly_from_1_to_64(int size)
    {
        Exception? exception = Record.Exception(new TranscribeOptions { BatchSize = size }.Validate);
        Assert.Equal(size is >= 1 and <= 64, exception is null);
    }

    [Property]
    public void A_weight_is_valid_exactly_above_0_and_up_to_20(float weight)
    {
        Exception? exception = Record.Exception(new TranscribeOptions { BoostPhrases = [new BoostPhrase("word", weight)] }.Validate);
        Assert.Equal(weight > 0f && weight <= 20f, exception is null);
    }
}
