namespace Swictation.Stt.Vad.Tests;

/// <summary>Several streams in one run.</summary>
public sealed class BatchTests
{
    [SkippableTheory]
    [InlineData("tiny-vad", 16000)]
    [InlineData("silero_vad", 16000)]
    [InlineData("silero_vad", 8000)]
    [InlineData("silero_vad_16k_op15", 16000)]
    [InlineData("silero_vad_op18_ifless", 16000)]
    public void A_batch_is_the_streams_one_by_one(string model, int sampleRate) => AssertEqualsOneByOne(Models.Named(model), sampleRate, Speech());

    [Fact]
    public void Streams_may_join_and_leave_a_batch_and_be_taken_alone_between()
    {
        float[][] audio = Speech();
        const int Windows = 40;
        float[][] expected = [.. audio.Select(static samples => Models.Tiny.GetProbabilities(samples.AsSpan(0, Windows * 512)))];
        SileroVadStream[] streams = [.. audio.Select(static _ => Models.Tiny.OpenStream())];
        var heard = new int[streams.Length];
        var random = new Random(3);
        while (heard.Any(static count => count < Windows))
        {
            int[] members = [.. Enumerable.Range(0, streams.Length).Where(i => heard[i] < Windows && random.Next(2) == 0)];
            if (members.Length == 0)
                continue;
            float[] windows = [.. members.SelectMany(i => audio[i].Skip(heard[i] * 512).Take(512))];
            var probabilities = new float[members.Length + 1];
            Models.Tiny.Process([.. members.Select(i => streams[i])], windows, probabilities);
            for (int k = 0; k < members.Length; k++)
                Assert.Equal(expected[members[k]][heard[members[k]]++], probabilities[k], 1e-6f);
        }

        foreach (SileroVadStream stream in streams)
            stream.Dispose();
    }

    [SkippableFact]
    public void Batches_that_make_no_sense_are_refused_and_change_nothing()
    {
        SileroVad vad = Models.Silero();
        using SileroVadStream a = vad.OpenStream(), b = vad.OpenStream(), narrow = vad.OpenStream(8000), other = Models.Tiny.OpenStream();
        SileroVadStream closed = vad.OpenStream();
        closed.Dispose();
        var room = new float[2];
        Assert.Throws<ArgumentException>(() => vad.Process([], [], room));
        Assert.Contains("twice", Refused([a, a], 1024), StringComparison.Ordinal);
        Assert.Contains("another model", Refused([a, other], 1024), StringComparison.Ordinal);
        Assert.Contains("one sample rate", Refused([a, narrow], 1024), StringComparison.Ordinal);
        Assert.Contains("null", Refused([a, null!], 1024), StringComparison.Ordinal);
        Assert.Contains("1024 were expected", Refused([a, b], 512), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => vad.Process([a, b], new float[1024], new float[1]));
        Assert.Throws<ObjectDisposedException>(() => vad.Process([a, closed], new float[1024], room));
        Assert.Contains("Sample 700", Assert.Throws<ArgumentException>(() => vad.Process([a, b], [.. new float[700], float.NaN, .. new float[323]], room)).Message, StringComparison.Ordinal);

        float[] speech = Recordings.Spoken("fox");
        float[] expected = vad.GetProbabilities(speech);
        for (int i = 0; i < 20; i++)
        {
            ReadOnlySpan<float> window = speech.AsSpan(i * 512, 512);
            vad.Process([a, b], [.. window, .. window], room);
            Assert.Equal(expected[i], room[0], 1e-6f);
            Assert.Equal(expected[i], room[1], 1e-6f);
        }

        string Refused(SileroVadStream[] streams, int samples) => Assert.Throws<ArgumentException>(() => vad.Process(streams, new float[samples], room)).Message;
    }

    internal static void AssertEqualsOneByOne(SileroVad vad, int sampleRate, float[][] audio)
    {
        SileroVadStream[] streams = [.. audio.Select(_ => vad.OpenStream(sampleRate))];
        int length = streams[0].WindowLength;
        int count = audio.Min(static samples => samples.Length) / length;
        float[][] expected = [.. audio.Select(samples => vad.GetProbabilities(samples.AsSpan(0, count * length), sampleRate))];
        var windows = new float[streams.Length * length];
        var probabilities = new float[streams.Length];
        for (int i = 0; i < count; i++)
        {
            for (int k = 0; k < streams.Length; k++)
                audio[k].AsSpan(i * length, length).CopyTo(windows.AsSpan(k * length));
            vad.Process(streams, windows, probabilities);
            for (int k = 0; k < streams.Length; k++)
                Assert.True(Math.Abs(expected[k][i] - probabilities[k]) <= 1e-6f, $"Stream {k}, window {i}: alone {expected[k][i]}, in the batch {probabilities[k]}.");
        }

        foreach (SileroVadStream stream in streams)
            stream.Dispose();
    }

    private static float[][] Speech() => [.. Recordings.SpokenNames.Take(7).Select(Recordings.Spoken)];
}
