namespace Swictation.Stt.Abstractions.Tests;

/// <summary>The rules of whisper_streaming's hypothesis buffer, one by one.</summary>
public sealed class WordAgreementTests
{
    [Fact]
    public void Words_that_were_cut_and_heard_again_are_skipped()
    {
        WordAgreement words = Settled("one@0 two@1 three@2");
        words.Forget(TimeSpan.FromSeconds(3));
        Assert.Equal("four five", Text(words.New(Words("three@3 four@3.5 five@4"))));
        Assert.Equal("four", Text(words.New(Words("Two@3 three,@3.2 four@3.5"))));
        Assert.Equal("two four", Text(words.New(Words("two@3 four@3.5")))); // no tail of the settled words
    }

    [Fact]
    public void At_most_five_words_are_skipped_and_only_within_a_second()
    {
        WordAgreement words = Settled("a@0 b@1 c@2 d@3 e@4 f@5");
        words.Forget(TimeSpan.FromSeconds(6));
        Assert.Equal("g", Text(words.New(Words("b@6 c@6.1 d@6.2 e@6.3 f@6.4 g@6.5"))));
        Assert.Equal("a b c d e f g", Text(words.New(Words("a@6 b@6 c@6.1 d@6.2 e@6.3 f@6.4 g@6.5"))));
        Assert.Equal("f g", Text(words.New(Words("f@6.9 g@7"))));
    }

    [Fact]
    public void A_word_that_was_said_twice_is_no_echo()
    {
        var words = new WordAgreement(hasTimes: true);
        words.Insert(Words("no@0 no@1"), TimeSpan.MaxValue);
        words.Insert(Words("no@0"), TimeSpan.MaxValue);
        words.Insert(Words("no@0 no@1 never@2"), TimeSpan.MaxValue);
        Assert.Equal(("no", "no never"), (Text(words.Settled), Text(words.Pending)));
        // The first is not held any more; the second was heard with it.
        words.Forget(TimeSpan.FromSeconds(1));
        Assert.True(words.Insert(Words("no@1 never@2"), TimeSpan.MaxValue));
        Assert.Equal("no no never", Text(words.Settled));
    }

    [Fact]
    public void Where_settled_words_are_heard_otherwise_times_tell_the_new_ones()
    {
        WordAgreement words = Settled("one@0 two@1");
        List<TranscriptionWord> fresh = words.New(Words("won@0 too@1.1 three@1.85 four@2.4"));
        Assert.Equal("three four", Text(fresh)); // two ends at 1.9 s, and three starts less than 0.1 s before
        Assert.Equal(TimeSpan.FromSeconds(1.9), fresh[0].Start);
        Assert.Equal("four", Text(words.New(Words("won@0 too@1.1 three@1.75 four@2.4"))));
    }

    [Theory]
    [InlineData("a b c", "a b c d", 3)]
    [InlineData("a b c", "A, b. x d", 3)]
    [InlineData("cannot go", "can not go home", 3)]
    [InlineData("can not go", "cannot go home", 2)]
    [InlineData("a b", "", 0)]
    [InlineData("a", "a a a", 1)]
    [InlineData("a b c d", "b c d e", 3)]
    [InlineData("", "a b", 0)]
    public void Words_without_times_are_aligned_by_their_texts(string settled, string hypothesis, int expected) =>
        Assert.Equal(expected, WordText.Align([.. Words(settled)], Words(hypothesis)));

    [Theory]
    [InlineData("Hello,", "hello", true)]
    [InlineData("(it's)", "It's!", true)]
    [InlineData("its", "it's", false)]
    [InlineData("-", "-", true)]
    [InlineData("-", "?", false)]
    [InlineData("$5", "5", false)]
    [InlineData("Über.", "über", true)]
    public void Case_and_outer_punctuation_do_not_count(string first, string second, bool same) =>
        Assert.Equal(same, WordText.AreSame(Words(first)[0], Words(second)[0]));

    private static WordAgreement Settled(string text)
    {
        var words = new WordAgreement(hasTimes: true);
        words.Insert(Words(text), TimeSpan.MaxValue);
        words.Insert(Words(text), TimeSpan.MaxValue);
        Assert.Equal(Words(text).Count, words.Settled.Count);
        return words;
    }

    /// <summary>Makes words of 0.9 s of texts with starts, such as <c>one@0.5</c>.</summary>
    private static List<TranscriptionWord> Words(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word =>
    {
        string[] parts = word.Split('@');
        TimeSpan start = TimeSpan.FromSeconds(parts.Length > 1 ? double.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) : 0);
        return new TranscriptionWord { Text = parts[0], Start = start, End = start + TimeSpan.FromSeconds(0.9), Confidence = 1, Tokens = [] };
    })];

    private static string Text(IReadOnlyList<TranscriptionWord> words) => WordText.Join(words);
}
