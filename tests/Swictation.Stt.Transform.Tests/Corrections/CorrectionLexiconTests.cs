using Swictation.Stt.Transform.Corrections;

namespace Swictation.Stt.Transform.Tests.Corrections;

public sealed class CorrectionLexiconTests
{
    [Theory]
    [InlineData("the post gress database", "the Postgres database")]
    [InlineData("Post gress, please.", "Postgres, please.")]
    [InlineData("(post gress)", "(Postgres)")]
    [InlineData("post  gress", "Postgres")] // any white space between the words
    [InlineData("post, gress", "post, gress")] // a mark in between
    [InlineData("post gress's tables", "Postgres's tables")]
    [InlineData("post", "post")]
    [InlineData("compost gress", "compost gress")]
    [InlineData("post gress q l", "PostgreSQL")] // the longest
    [InlineData("post post gress", "post Postgres")]
    [InlineData(" \tpost gress\n ", " \tPostgres\n ")]
    public void A_phrase_is_replaced_and_what_stands_around_it_stays(string text, string expected) =>
        Assert.Equal(expected, Lexicon(("post gress", "Postgres"), ("post gress q l", "PostgreSQL")).Apply(text).Text);

    [Theory]
    [InlineData("colour", "color")]
    [InlineData("Colour", "Color")]
    [InlineData("COLOUR", "COLOR")]
    [InlineData("cOlour", "color")]
    [InlineData("grey area", "gray area")]
    [InlineData("Grey area", "Gray area")]
    [InlineData("GREY AREA", "GRAY AREA")]
    [InlineData("i phone", "iPhone")]
    [InlineData("I Phone", "iPhone")]
    [InlineData("I PHONE", "iPhone")]
    public void Text_without_capitals_follows_the_case_of_what_was_said(string text, string expected) =>
        Assert.Equal(expected, Lexicon(("colour", "color"), ("Grey area", "gray area"), ("i phone", "iPhone")).Apply(text).Text);

    [Fact]
    public void A_case_sensitive_entry_is_found_in_its_own_case_only_and_before_another()
    {
        var lexicon = new CorrectionLexicon(
        [
            new CorrectionEntry { Spoken = "us", Written = "we" },
            new CorrectionEntry { Spoken = "US", Written = "united states", IsCaseSensitive = true },
        ]);
        Assert.Equal("we united states We", lexicon.Apply("us US Us").Text);
    }

    [Fact]
    public void Marks_that_an_entry_has_are_looked_for()
    {
        CorrectionLexicon lexicon = Lexicon(("dot .net", ".NET"), ("c++", "C++"), ("e.g.", "for example"), ("don't", "do not"));
        Assert.Equal("C++, for example do not Do not \".NET\".", lexicon.Apply("c++, e.g. don't Don’t \"dot .net\".").Text);
    }

    [Fact]
    public void What_an_entry_writes_is_left_alone()
    {
        CorrectionLexicon lexicon = Lexicon(("new york", "New York City"), ("york", "Yorkshire"));
        string once = lexicon.Apply("new york and york").Text;
        Assert.Equal("New York City and Yorkshire", once);
        Assert.Equal(once, lexicon.Apply(once).Text);
        Assert.Equal("b c", Lexicon(("a", "b"), ("b", "c")).Apply("a b").Text); // and is not looked at again
    }

    [Fact]
    public void Each_piece_knows_its_words()
    {
        CorrectedText result = Lexicon(("post gress", "Postgres")).Apply("use  post gress, now");
        Assert.Equal("use  Postgres, now", result.Text);
        Assert.Equal(
            [new CorrectionPiece(0, 1, 0, 3, -1, 1f), new CorrectionPiece(1, 2, 5, 9, 0, 1f), new CorrectionPiece(3, 1, 15, 3, -1, 1f)],
            result.Pieces);
    }

    [Fact]
    public void A_text_without_a_match_comes_back_as_it_is()
    {
        string text = "  Nothing — to see\u00a0here,\r\n\t\ud83d\ude00 move on. ";
        Assert.Same(text, Lexicon(("post gress", "Postgres")).Apply(text).Text);
        Assert.Same(text, CorrectionLexicon.Empty.Apply(text).Text);
        Assert.Equal(string.Empty, CorrectionLexicon.Empty.Apply(string.Empty).Text);
    }

    [Fact]
    public void A_buffer_that_is_too_small_is_told_and_one_that_fits_is_enough()
    {
        CorrectionLexicon lexicon = Lexicon(("a", "bcd"));
        Assert.False(lexicon.TryApply("x a y", stackalloc char[6], out int length));
        Assert.Equal(0, length);
        Assert.True(lexicon.TryApply("x a y", stackalloc char[7], out length));
        Assert.Equal(7, length);
        Assert.False(lexicon.TryApply("x a y", stackalloc char[7], out length, new CorrectionPiece[2], out int count));
        Assert.Equal((0, 0), (length, count));
        Assert.True(lexicon.TryApply("x a y", stackalloc char[7], out length, new CorrectionPiece[3], out count));
        Assert.Equal((7, 3), (length, count));
    }

    [Fact]
    public void Applying_allocates_nothing()
    {
        CorrectionLexicon lexicon = new(
        [
            new CorrectionEntry { Spoken = "post gress", Written = "postgres" },
            new CorrectionEntry { Spoken = "kubernetes", Written = "Kubernetes", Matching = CorrectionMatching.Fuzzy },
        ]);
        char[] destination = new char[256];
        var pieces = new CorrectionPiece[32];
        AllocationAssert.Zero(() => lexicon.TryApply(
            "Please install Post gress on the cooper netties cluster, and \"kubernets\" too.", destination, out _, pieces, out _));
    }

    [Fact]
    public void Twenty_thousand_entries_are_all_found()
    {
        var random = new Random(5);
        string[] words = [.. Enumerable.Range(0, 20_000).Select(i => $"{Syllables(random, 3)}{i}")];
        var lexicon = new CorrectionLexicon(words.Select((word, i) => new CorrectionEntry { Spoken = i % 2 == 0 ? word : $"{word} {words[i - 1]}", Written = $"W{i}" }));
        for (int i = 0; i < words.Length; i++)
            Assert.Equal($"x W{i} y", lexicon.Apply($"x {lexicon.Entries[i].Spoken} y").Text);
    }

    [Theory]
    [InlineData("", "x", "empty")]
    [InlineData(" ", "x", "empty")]
    [InlineData("x", "", "empty")]
    [InlineData("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17", "x", "17 words")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "x", "65 characters")]
    [InlineData("A  b", "x", "Two entries")]
    public void A_faulty_entry_is_refused_with_a_reason(string spoken, string written, string reason)
    {
        var exception = Assert.Throws<ArgumentException>(() => Lexicon(("a b", "c"), (spoken, written)));
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Thresholds_have_a_range()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new CorrectionLexicon([], new CorrectionOptions { Threshold = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CorrectionLexicon([], new CorrectionOptions { ProtectedThreshold = float.NaN }));
        Assert.Throws<ArgumentException>(() => new CorrectionLexicon([new CorrectionEntry { Spoken = "a", Written = "b", Threshold = 1.1f }]));
        Assert.Throws<ArgumentException>(
            () => new CorrectionLexicon([new CorrectionEntry { Spoken = "a", Written = "b", Matching = CorrectionMatching.Fuzzy, IsCaseSensitive = true }]));
    }

    private static CorrectionLexicon Lexicon(params (string Spoken, string Written)[] entries) =>
        new(entries.Select(static entry => new CorrectionEntry { Spoken = entry.Spoken, Written = entry.Written }));

    private static string Syllables(Random random, int count) =>
        string.Concat(Enumerable.Range(0, count).Select(_ => $"{"bdfgklmnprst"[random.Next(12)]}{"aeiou"[random.Next(5)]}"));
}
