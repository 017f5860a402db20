using Xunit;

namespace Swictation.Stt.TestSupport;

/// <summary>The tests that every <see cref="ISttStream"/> has to pass. Inherit them, and say how a stream is opened and what it is to hear.</summary>
public abstract class StreamContractTests
{
    private const int SampleRate = 16000;

    /// <summary>Gets utterances with speech, mono at 16 kHz.</summary>
    protected abstract IReadOnlyList<float[]> Utterances { get; }

    /// <summary>Gets a value indicating whether words become stable before the end.</summary>
    protected virtual bool HasStableText => true;

    /// <summary>Opens a stream; all on one engine, with the same options.</summary>
    protected abstract ISttStream Open();

    [SkippableFact]
    public void Stable_text_only_grows_by_whole_words_and_the_final_text_begins_with_it()
    {
        bool grew = false;
        foreach (float[] audio in Utterances)
        {
            using ISttStream stream = Open();
            Assert.Equal(string.Empty, stream.Current.Text);
            string stable = string.Empty;
            foreach (PartialTranscription partial in Partials(stream, audio, Blocks(audio.Length, SampleRate / 10)))
            {
                AssertBegins(partial.Stable, stable);
                AssertWords(partial, audio.Length);
                stable = partial.Stable;
            }

            Transcription final = stream.Finish();
            AssertBegins(final.Text, stable);
            AssertWords(final, audio.Length);
            grew |= stable.Length > 0;
        }

        Assert.True(grew == HasStableText, grew ? "Words became stable." : "No utterance was long enough for a stable word.");
    }

    [SkippableTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_sizes_of_the_blocks_do_not_change_what_is_heard(int seed)
    {
        foreach (float[] audio in Utterances)
        {
            var random = new Random(seed);
            using ISttStream coarse = Open();
            using ISttStream fine = Open();
            int position = 0;
            while (position < audio.Length)
            {
                int length = Math.Min(audio.Length - position, random.Next(4) == 0 ? random.Next(2) : random.Next(1, 3 * SampleRate));
                coarse.Write(audio.AsSpan(position, length));
                foreach (int part in RandomBlocks(length, random))
                {
                    fine.Write(audio.AsSpan(position, part));
                    position += part;
                }

                AssertEqual(coarse.Current, fine.Current);
            }

            using ISttStream whole = Open();
            whole.Write(audio);
            AssertEqual(whole.Current, fine.Current);
            Transcription expected = whole.Finish();
            AssertEqual(expected, coarse.Finish());
            AssertEqual(expected, fine.Finish());
        }
    }

    [SkippableFact]
    public void Finish_and_reset_make_a_stream_as_new()
    {
        using ISttStream stream = Open();
        foreach (float[] audio in Utterances)
        {
            using ISttStream fresh = Open();
            Transcription expected = Hear(fresh, audio);
            AssertEqual(expected, Hear(stream, audio));
            Assert.Equal(string.Empty, stream.Current.Text);
            Assert.Equal(TimeSpan.Zero, stream.Current.Position);
            stream.Write(audio.AsSpan(0, audio.Length * 3 / 4));
            stream.Reset();
            Assert.Equal(string.Empty, stream.Current.Text);
            AssertEqual(expected, Hear(stream, audio));
        }
    }

    [SkippableFact]
    public void Nothing_gives_an_empty_transcription()
    {
        using ISttStream stream = Open();
        for (int round = 0; round < 2; round++)
        {
            Transcription result = stream.Finish();
            Assert.Equal((string.Empty, TimeSpan.Zero), (result.Text, result.Duration));
            Assert.Empty(result.Segments);
            stream.Write([]);
        }

        stream.Write(Utterances[0].AsSpan(0, 1));
        Transcription ofOneSample = stream.Finish();
        Assert.Equal((string.Empty, Time(1)), (ofOneSample.Text, ofOneSample.Duration));
    }

    [SkippableFact]
    public void The_same_instance_is_given_until_something_changes()
    {
        using ISttStream stream = Open();
        stream.Write(Utterances[0]);
        PartialTranscription current = stream.Current;
        stream.Write([]);
        Assert.Same(current, stream.Current);
    }

    [SkippableTheory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Samples_that_are_not_numbers_are_refused_and_none_is_taken(float value)
    {
        float[] audio = Utterances[0];
        using ISttStream stream = Open();
        Transcription expected = Hear(stream, audio);
        float[] bad = [.. audio.AsSpan(0, audio.Length / 2)];
        foreach (int index in new[] { 0, bad.Length / 3, bad.Length - 1 })
        {
            float good = bad[index];
            bad[index] = value;
            stream.Write(audio.AsSpan(0, audio.Length / 2));
            PartialTranscription before = stream.Current;
            ArgumentException exception = Assert.ThrowsAny<ArgumentException>(() => stream.Write(bad));
            Assert.Contains($"index {index}", exception.Message, StringComparison.Ordinal);
            Assert.Same(before, stream.Current);
            bad[index] = good;
            stream.Write(audio.AsSpan(audio.Length / 2));
            AssertEqual(expected, stream.Finish());
        }
    }

    [SkippableFact]
    public void Cancelled_calls_keep_the_samples_and_can_be_repeated()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        foreach (float[] audio in Utterances)
        {
            using ISttStream undisturbed = Open();
            undisturbed.Write(audio);
            using ISttStream stream = Open();
            int position = 0;
            foreach (int length in Blocks(audio.Length, audio.Length / 3))
            {
                Assert.ThrowsAny<OperationCanceledException>(() => stream.Write(audio.AsSpan(position, length), cancelled.Token));
                position += length;
            }

            Assert.Equal(string.Empty, stream.Current.Text);
            stream.Write([]);
            AssertEqual(undisturbed.Current, stream.Current);
            Assert.ThrowsAny<OperationCanceledException>(() => stream.Finish(cancelled.Token));
            AssertEqual(undisturbed.Current, stream.Current);
            AssertEqual(undisturbed.Finish(), stream.Finish());
        }
    }

    [SkippableFact]
    public void A_disposed_stream_says_so()
    {
        ISttStream stream = Open();
        stream.Write(Utterances[0]);
        stream.Dispose();
        stream.Dispose();
        Assert.Throws<ObjectDisposedException>(() => stream.Write(Utterances[0]));
        Assert.Throws<ObjectDisposedException>(() => stream.Finish());
        Assert.Throws<ObjectDisposedException>(stream.Reset);
    }

    [SkippableFact]
    public async Task Streams_at_once_hear_what_they_hear_alone()
    {
        float[][] audio = [.. Utterances];
        Transcription[] expected = [.. audio.Select(utterance =>
        {
            using ISttStream stream = Open();
            return Hear(stream, utterance);
        })];
        await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(() =>
        {
            using ISttStream stream = Open();
            for (int i = 0; i < audio.Length; i++)
            {
                int index = (i + worker) % audio.Length;
                AssertEqual(expected[index], Hear(stream, audio[index]));
            }
        })));
    }

    private static Transcription Hear(ISttStream stream, float[] audio)
    {
        foreach (PartialTranscription _ in Partials(stream, audio, Blocks(audio.Length, SampleRate / 10)))
        {
        }

        return stream.Finish();
    }

    private static IEnumerable<PartialTranscription> Partials(ISttStream stream, float[] audio, IEnumerable<int> blocks)
    {
        int position = 0;
        foreach (int length in blocks)
        {
            stream.Write(audio.AsSpan(position, length));
            position += length;
            yield return stream.Current;
        }
    }

    private static IEnumerable<int> Blocks(int total, int length)
    {
        for (int position = 0; position < total; position += length)
            yield return Math.Min(length, total - position);
    }

    private static IEnumerable<int> RandomBlocks(int total, Random random)
    {
        for (int left = total; left > 0;)
        {
            int length = Math.Min(left, random.Next(3) switch { 0 => 0, 1 => 1, _ => random.Next(1, SampleRate) });
            left -= length;
            yield return length;
        }
    }

    private static void AssertBegins(string text, string stable) =>
        Assert.True(
            stable.Length == 0 || (text.StartsWith(stable, StringComparison.Ordinal) && (text.Length == stable.Length || !char.IsAsciiLetterOrDigit(text[stable.Length]))),
            $"Stable was \"{stable}\", and then \"{text}\".");

    private static void AssertWords(PartialTranscription partial, int samples)
    {
        Assert.Equal(partial.Stable, Join(partial.StableWords));
        Assert.Equal(partial.Volatile, Join(partial.VolatileWords));
        AssertTimes([.. partial.StableWords, .. partial.VolatileWords], samples);
        Assert.InRange(partial.Position, TimeSpan.Zero, Time(samples));
    }

    private static string Join(IReadOnlyList<TranscriptionWord> words) =>
        string.Concat(words.Select((word, i) => i > 0 && word.HasSpaceBefore ? " " + word.Text : word.Text));

    private static void AssertWords(Transcription final, int samples)
    {
        Assert.Equal(Time(samples), final.Duration);
        AssertTimes([.. final.Words], samples);
    }

    private static void AssertTimes(TranscriptionWord[] words, int samples)
    {
        TimeSpan earliest = TimeSpan.Zero;
        foreach (TranscriptionWord word in words)
        {
            Assert.InRange(word.Start, earliest, Time(samples));
            Assert.InRange(word.End, word.Start, Time(samples));
            earliest = word.Start;
        }
    }

    private static void AssertEqual(PartialTranscription expected, PartialTranscription actual)
    {
        Assert.Equal((expected.Stable, expected.Volatile, expected.Position), (actual.Stable, actual.Volatile, actual.Position));
        AssertEqual([.. expected.StableWords, .. expected.VolatileWords], [.. actual.StableWords, .. actual.VolatileWords]);
    }

    private static void AssertEqual(Transcription expected, Transcription actual)
    {
        Assert.Equal((expected.Text, expected.Duration, expected.Language), (actual.Text, actual.Duration, actual.Language));
        AssertEqual([.. expected.Words], [.. actual.Words]);
    }

    private static void AssertEqual(TranscriptionWord[] expected, TranscriptionWord[] actual) =>
        Assert.Equal(expected.Select(word => (word.Text, word.Start, word.End)), actual.Select(word => (word.Text, word.Start, word.End)));

    private static TimeSpan Time(int samples) => TimeSpan.FromTicks(samples * TimeSpan.TicksPerSecond / SampleRate);
}
