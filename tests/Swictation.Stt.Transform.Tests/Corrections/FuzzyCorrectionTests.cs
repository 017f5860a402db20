using FsCheck.Xunit;
using Swictation.Stt.Transform.Corrections;

namespace Swictation.Stt.Transform.Tests.Corrections;

public sealed class FuzzyCorrectionTests
{
    [Theory]
    [InlineData("install kubernetis now", "install Kubernetes now")]
    [InlineData("install cooper netties now", "install Kubernetes now")] // heard as two words
    [InlineData("Cooper netties's nodes,", "Kubernetes's nodes,")]
    [InlineData("the gnu plan", "the gnu plan")] // too short
    [InlineData("a kubernets cluster", "a Kubernetes cluster")] // the word before is not swallowed
    [InlineData("ask mister snyder", "ask mister Schneider")]
    [InlineData("anna lena came", "Annalena came")]
    [InlineData("jason parcer", "JSON parser")]
    [InlineData("kubernetes2 kubernetes", "kubernetes2 Kubernetes")] // a digit
    [InlineData("cooper, netties", "cooper, netties")]
    public void What_resembles_an_entry_is_replaced(string text, string expected) => Assert.Equal(
        expected, Lexicon(("kubernetes", "Kubernetes"), ("schneider", "Schneider"), ("annalena", "Annalena"), ("jason parser", "JSON parser")).Apply(text).Text);

    [Theory]
    [InlineData("here we see the see and hear")]
    [InlineData("the core of a car and a cure")]
    [InlineData("their house is over there")]
    [InlineData("new clear plans were made")]
    [InlineData("computer computes communication")]
    public void Common_words_stay(string text) => Assert.Equal(
        text, Lexicon(("nuclear", "nuclear!"), ("cora", "Cora"), ("thayer", "Thayer"), ("hearsay", "Hearsay"), ("hawes", "Hawes"), ("comm", "Comm")).Apply(text).Text);

    [Fact]
    public void Protected_words_need_the_higher_threshold()
    {
        CorrectionEntry[] entries = [new CorrectionEntry { Spoken = "kubernetes", Written = "Kubernetes", Matching = CorrectionMatching.Fuzzy }];
        Assert.Equal("Kubernetes", new CorrectionLexicon(entries).Apply("kubernettis").Text);
        Assert.Equal("kubernettis", new CorrectionLexicon(entries, new CorrectionOptions { ProtectedWords = ["Kubernettis"] }).Apply("kubernettis").Text);
        var loose = new CorrectionOptions { ProtectedWords = ["Kubernettis"], ProtectedThreshold = 0.8f };
        Assert.Equal("Kubernetes", new CorrectionLexicon(entries, loose).Apply("kubernettis").Text);
    }

    [Fact]
    public void The_replacement_of_an_entry_is_never_taken_for_another()
    {
        CorrectionLexicon lexicon = Lexicon(("kubernetes", "Kubernetes"), ("cubanettes", "Cubernetes"));
        Assert.Equal("Cubernetes Kubernetes", lexicon.Apply("Cubernetes kubernetes").Text);
    }

    [Fact]
    public void An_exact_match_inside_is_not_swallowed()
    {
        CorrectionLexicon lexicon = new(
        [
            new CorrectionEntry { Spoken = "kubernetes", Written = "Kubernetes", Matching = CorrectionMatching.Fuzzy },
            new CorrectionEntry { Spoken = "netties", Written = "Netty's" },
        ]);
        Assert.Equal("cooper Netty's", lexicon.Apply("cooper netties").Text);
    }

    [Fact]
    public void The_threshold_of_the_entry_counts_before_that_of_the_options_and_the_score_is_told()
    {
        static CorrectionEntry[] Entry(float? threshold) =>
            [new CorrectionEntry { Spoken = "kubernetes", Written = "Kubernetes", Matching = CorrectionMatching.Fuzzy, Threshold = threshold }];
        float score = SoundAlike.Score("cooper netties", "kubernetes");
        Assert.InRange(score, 0.8f, 0.9f);
        Assert.Equal(score, Assert.Single(new CorrectionLexicon(Entry(null)).Apply("cooper netties").Pieces).Score);
        Assert.Equal(2, new CorrectionLexicon(Entry(score + 0.01f)).Apply("cooper netties").Pieces.Count);
        Assert.Single(new CorrectionLexicon(Entry(score - 0.01f), new CorrectionOptions { Threshold = 1f }).Apply("cooper netties").Pieces);
    }

    [Theory]
    [InlineData("same", "same", 1f, 1f)]
    [InlineData("Same!", "s-a-m-e", 1f, 1f)]
    [InlineData("car", "core", 0.6f, 0.7f)]
    [InlineData("dictation", "swictation", 0.75f, 0.85f)]
    [InlineData("apple", "zebra", 0f, 0.3f)]
    [InlineData("gpt4", "gpt4", 0f, 0f)]
    [InlineData("", "x", 0f, 0f)]
    public void Scores_say_how_alike_two_texts_are(string left, string right, float least, float most)
    {
        Assert.InRange(SoundAlike.Score(left, right), least, most);
        Assert.Equal(SoundAlike.Score(left, right), SoundAlike.Score(right, left), 1e-6f);
    }

    [Property(MaxTest = 300)]
    public void The_index_finds_what_a_comparison_with_every_entry_finds(int seed)
    {
        var random = new Random(seed);
        CorrectionEntry[] entries =
        [
            .. Enumerable.Range(0, 300)
                .Select(_ => new CorrectionEntry { Spoken = Syllables(random), Written = "x", Matching = CorrectionMatching.Fuzzy, Threshold = random.Next(4) == 0 ? 0.7f : null })
                .DistinctBy(static entry => entry.Spoken),
        ];
        var index = new FuzzyIndex(entries, CorrectionOptions.DefaultThreshold);
        for (int i = 0; i < 20; i++)
        {
            string said = Damage(entries[random.Next(entries.Length)].Spoken, random);
            char[] letters = said.ToUpperInvariant().ToCharArray();
            float best = entries.Where(entry => entry.Spoken.Length >= FuzzyIndex.MinLetters && IsNear(said, entry.Spoken))
                .Select(entry => (entry, Score: SoundAlike.Score(said, entry.Spoken)))
                .Where(static pair => pair.Score >= (pair.entry.Threshold ?? CorrectionOptions.DefaultThreshold))
                .Select(static pair => pair.Score).DefaultIfEmpty(0f).Max();
            int found = index.Find(letters, 0f, out float score);
            Assert.InRange(score, best, 1f);
            if (found >= 0)
                Assert.Equal(SoundAlike.Score(said, entries[found].Spoken), score);
        }

        static bool IsNear(string left, string right)
        {
            PhoneticCodes a = DoubleMetaphone.Encode(left.ToUpperInvariant());
            PhoneticCodes b = DoubleMetaphone.Encode(right.ToUpperInvariant());
            string first = a.Primary.ToString();
            string second = b.Primary.ToString();
            return first == second || (Math.Min(first.Length, second.Length) >= 5 && SpellingDistance.Distance(first, second) <= 1);
        }
    }

    private static string Syllables(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(2, 7)).Select(_ => $"{"bdfgklmnprst"[random.Next(12)]}{"aeiou"[random.Next(5)]}"));

    private static string Damage(string word, Random random)
    {
        for (int i = random.Next(3); i > 0; i--)
        {
            int at = random.Next(word.Length);
            word = random.Next(3) switch
            {
                0 when word.Length > 5 => word.Remove(at, 1),
                1 => word.Insert(at, "aeioukst"[random.Next(8)].ToString()),
                _ => word[..at] + "aeiougmp"[random.Next(8)] + word[(at + 1)..],
            };
        }

        return word;
    }

    private static CorrectionLexicon Lexicon(params (string Spoken, string Written)[] entries) => new(
        entries.Select(static entry => new CorrectionEntry { Spoken = entry.Spoken, Written = entry.Written, Matching = CorrectionMatching.Fuzzy }));
}
