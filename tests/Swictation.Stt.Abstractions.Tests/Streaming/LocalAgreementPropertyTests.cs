using FsCheck.Xunit;

namespace Swictation.Stt.Abstractions.Tests;

/// <summary>Random words at random paces, heard with random errors: none is lost, none comes twice, and what is stable stays.</summary>
public sealed class LocalAgreementPropertyTests
{
    private static readonly string[] Vocabulary = ["a", "no", "the", "Yes.", "word", "and", "so,"];

    [Property(MaxTest = 300)]
    public void No_word_is_lost_and_none_comes_twice(int seed)
    {
        var random = new Random(seed);
        (ScriptedWord[] words, double seconds) = RandomSpeech(random, leastPause: 0);
        // Never the same mistake twice in a row: what two hypotheses agree on is right.
        var engine = new ScriptedEngine(words)
        {
            Uncertain = TimeSpan.FromSeconds(random.NextDouble() * 4),
            Mishear = (word, end) => HashCode(seed, word, end) % 3 == 0 ? word : $"{word}~{end}",
        };
        using var stream = new LocalAgreementStream(engine, RandomOptions(random));
        float[] audio = ScriptedEngine.Audio(seconds);
        string expected = string.Join(' ', words.Select(word => word.Text)) + ' ';
        string stable = string.Empty;
        for (int position = 0; position < audio.Length;)
        {
            int length = Math.Min(audio.Length - position, random.Next(1, 40000));
            stream.Write(audio.AsSpan(position, length));
            position += length;
            Assert.StartsWith(stable, stream.Current.Stable, StringComparison.Ordinal);
            stable = stream.Current.Stable;
            Assert.StartsWith(stable.Length == 0 ? stable : stable + ' ', expected, StringComparison.Ordinal);
        }

        Transcription final = stream.Finish();
        Assert.Equal(expected.TrimEnd(), final.Text);
        // Only a word at a cut may have a little less time.
        Assert.All(final.Words.Zip(words), pair => Assert.InRange((pair.First.Start - Time(pair.Second.Start)).Duration().TotalSeconds, 0, 0.11));
    }

    [Property(MaxTest = 100)]
    public void A_mistake_that_becomes_stable_costs_no_other_word(int seed)
    {
        var random = new Random(seed);
        (ScriptedWord[] words, double seconds) = RandomSpeech(random, leastPause: 0.15);
        for (int i = 0; i < words.Length; i++)
            words[i] = words[i] with { Text = $"w{i}" };
        // The same mistake again and again, so that it is agreed on; mended too late.
        var engine = new ScriptedEngine(words) { Uncertain = TimeSpan.FromSeconds(3), Mishear = static (word, _) => word[^1] is '3' or '7' ? word + "x" : word };
        using var stream = new LocalAgreementStream(engine, RandomOptions(random));
        stream.Write(ScriptedEngine.Audio(seconds));
        string[] heard = stream.Finish().Text.Split(' ');
        Assert.Equal(words.Select(word => word.Text), heard.Select(word => word.TrimEnd('x')));
    }

    [Property(MaxTest = 100)]
    public void Words_without_times_are_neither_lost_nor_doubled(int seed)
    {
        var random = new Random(seed);
        (ScriptedWord[] words, _) = RandomSpeech(random, leastPause: 0.1);
        words = [.. words.TakeWhile(word => word.End < ScriptedEngine.Samples(25))];
        var engine = new ScriptedEngine(words)
        {
            HasTimes = false,
            Uncertain = TimeSpan.FromSeconds(random.NextDouble() * 3),
            Mishear = (word, end) => (HashCode(seed, word, end) % 4) switch { 0 => word, 1 => $"{word} {end}", _ => $"{word}~{end}" },
        };
        using var stream = new LocalAgreementStream(engine);
        stream.Write(ScriptedEngine.Audio(29.5));
        Assert.Equal(string.Join(' ', words.Select(word => word.Text)), stream.Finish().Text);
    }

    private static (ScriptedWord[] Words, double Seconds) RandomSpeech(Random random, double leastPause)
    {
        var words = new List<ScriptedWord>();
        double time = random.NextDouble() * 2;
        double seconds = 5 + (random.NextDouble() * 75);
        while (true)
        {
            double length = 0.1 + (random.NextDouble() * 0.6);
            double pause = leastPause + (random.Next(6) switch { 0 => random.NextDouble() * 3, 1 => 0, _ => random.NextDouble() * 0.2 });
            if (time + length > seconds - 4.5)
                break;
            words.Add(ScriptedWord.At(Vocabulary[random.Next(Vocabulary.Length)], time, length));
            time += length + pause;
        }

        return ([.. words], seconds);
    }

    private static StreamOptions RandomOptions(Random random) => new()
    {
        UpdateInterval = random.Next(2) == 0 ? null : TimeSpan.FromSeconds(0.08 + (random.NextDouble() * 2)),
        RightContext = random.Next(2) == 0 ? null : TimeSpan.FromSeconds(random.NextDouble() * 2),
        LeftContext = random.Next(2) == 0 ? null : TimeSpan.FromSeconds(6 + (random.NextDouble() * 10)),
    };

    private static uint HashCode(int seed, string word, long end) => (uint)((seed * 31) + (end * 7919) + (word.Length * 104729)) * 2654435761u >> 16;

    private static TimeSpan Time(long samples) => TimeSpan.FromSeconds((double)samples / ScriptedEngine.SampleRate);
}
