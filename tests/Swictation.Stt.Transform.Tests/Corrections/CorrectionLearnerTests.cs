using FsCheck.Xunit;
using Swictation.Stt.Transform.Corrections;

namespace Swictation.Stt.Transform.Tests.Corrections;

public sealed class CorrectionLearnerTests
{
    [Theory]
    [InlineData("install cooper netties now", "install Kubernetes now", "cooper netties>Kubernetes")]
    [InlineData("ask mister snyder, please", "ask mister Schneider, please", "snyder>Schneider")]
    [InlineData("the post gress and radis servers", "the Postgres and Redis servers", "post gress>Postgres;radis>Redis")]
    [InlineData("run cooper netties radis", "run Kubernetes Redis", "cooper netties>Kubernetes;radis>Redis")] // side by side
    [InlineData("new clear power", "nuclear power", "new clear>nuclear")]
    [InlineData("my annalena called", "my Anna Lena called", "annalena>Anna Lena")]
    [InlineData("we use kubernetes here", "we use Kubernetes here", "kubernetes>Kubernetes")] // only the capital
    [InlineData("radis is fast. Radis is small", "Redis is fast. Redis is small", "radis>Redis")] // once
    [InlineData("Gnuclear power", "Nuclear power", "gnuclear>nuclear")] // the capital is the sentence's
    [InlineData("Radis and the radis", "Redis and the Redis", "radis>Redis")] // and here it is not
    public void Mishearings_are_proposed(string original, string edited, string expected) => Assert.Equal(expected, Proposals(original, edited));

    [Theory]
    [InlineData("this is fine", "this is fine")]
    [InlineData("this is fine", "everything works perfectly")] // a rewrite
    [InlineData("we will meet on monday at the office", "let us have lunch at noon instead")]
    [InlineData("he walk home", "he walked home")] // grammar
    [InlineData("he stopp there", "he stopping there")]
    [InlineData("their it is", "there it is")] // a common word
    [InlineData("hello world", "Hello, world!")] // case and marks
    [InlineData("on may day", "on May day")]
    [InlineData("this is good", "this is very good")] // an insertion
    [InlineData("this is very good", "this is good")]
    [InlineData("", "anything at all")]
    [InlineData("anything at all", "")]
    [InlineData("gpt4 is there", "gpt5 is there")]
    public void Rewrites_are_not(string original, string edited) => Assert.Equal(string.Empty, Proposals(original, edited));

    [Fact]
    public void What_is_proposed_does_what_was_done()
    {
        const string Original = "please put the cooper netties logs into elastic surge";
        const string Edited = "please put the Kubernetes logs into Elasticsearch";
        IReadOnlyList<CorrectionProposal> proposals = CorrectionLearner.Propose(Original, Edited);
        Assert.Equal([(3, 2), (7, 2)], proposals.Select(static proposal => (proposal.FirstWord, proposal.WordCount)));
        Assert.All(proposals, static proposal => Assert.InRange(proposal.Score, CorrectionLearner.DefaultThreshold, 1f));
        Assert.Equal(Edited, new CorrectionLexicon(proposals.Select(static proposal => proposal.Entry)).Apply(Original).Text);
    }

    [Fact]
    public void Long_texts_are_aligned_too()
    {
        var random = new Random(3);
        string[] words = [.. Enumerable.Range(0, 20_000).Select(i => i % 7 == 0 ? $"unique{i}" : $"w{random.Next(300)}")];
        string original = string.Join(' ', words[..10_000].Append("snyder").Concat(words[10_000..]));
        string edited = string.Join(' ', words[1..10_000].Append("Schneider").Concat(words[10_000..^1]).Append("end"));
        Assert.Equal("snyder>Schneider", Proposals(original, edited));
        Assert.Equal(string.Empty, Proposals(string.Join(' ', words), string.Join(' ', Enumerable.Repeat("other", 20_000))));
    }

    [Property(MaxTest = 300)]
    public void No_texts_make_it_throw(int seed)
    {
        var random = new Random(seed);
        Assert.DoesNotContain(CorrectionLearner.Propose(Text(random), Text(random)), static proposal => proposal.Entry.FindFault() is not null);
    }

    private static string Text(Random random) => string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => random.Next(4) switch
    {
        0 => ((char)random.Next(1, 0x10000)).ToString(),
        1 => " ",
        2 => ". ",
        _ => new[] { "Snyder ", "schneider ", "the ", "A", "kubernetes" }[random.Next(5)],
    }));

    private static string Proposals(string original, string edited) =>
        string.Join(';', CorrectionLearner.Propose(original, edited).Select(static proposal => $"{proposal.Entry.Spoken}>{proposal.Entry.Written}"));
}
