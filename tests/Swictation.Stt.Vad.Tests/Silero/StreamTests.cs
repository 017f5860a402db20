namespace Swictation.Stt.Vad.Tests;

/// <summary>What a stream remembers, and what it does not share.</summary>
[Collection("Allocations")]
public sealed class StreamTests
{
    [SkippableTheory]
    [InlineData("tiny-vad")]
    [InlineData("silero_vad")]
    public void Interleaved_streams_equal_each_alone(string model)
    {
        SileroVad vad = Models.Named(model);
        float[][] audio = [Recordings.Spoken("fox"), Recordings.Spoken("days")];
        float[][] expected = [.. audio.Select(samples => vad.GetProbabilities(samples))];
        using SileroVadStream a = vad.OpenStream(), b = vad.OpenStream();
        for (int i = 0; i < 90; i++)
        {
            Assert.Equal(expected[0][i], a.Process(audio[0].AsSpan(i * 512, 512)));
            Assert.Equal(expected[1][i], b.Process(audio[1].AsSpan(i * 512, 512)));
        }
    }

    [Fact]
    public async Task Streams_on_many_threads_equal_each_alone()
    {
        using SileroVad vad = SileroVad.Load();
        float[][] audio = [.. Recordings.SpokenNames.Take(8).Select(Recordings.Spoken)];
        float[][] expected = [.. audio.Select(samples => vad.GetProbabilities(samples))];
        using var start = new Barrier(audio.Length);
        Task<float[]>[] tasks = [.. audio.Select(samples => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return vad.GetProbabilities(samples);
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        Assert.Equal(expected, await Task.WhenAll(tasks));
    }

    [SkippableTheory]
    [InlineData("tiny-vad")]
    [InlineData("silero_vad")]
    public void After_a_reset_it_hears_as_if_new(string model)
    {
        SileroVad vad = Models.Named(model);
        float[] audio = Recordings.Spoken("stop");
        using SileroVadStream stream = vad.OpenStream();
        float[] first = stream.GetProbabilities(audio);
        stream.Process(audio.AsSpan(5000, 512));
        stream.Reset();
        for (int i = 0; i < 40; i++)
            Assert.Equal(first[i], stream.Process(audio.AsSpan(i * 512, 512)));
    }

    [Fact]
    public void A_window_that_is_refused_leaves_no_trace()
    {
        float[] audio = Recordings.Spoken("stop");
        float[] expected = Models.Tiny.GetProbabilities(audio);
        using SileroVadStream stream = Models.Tiny.OpenStream();
        for (int i = 0; i < 40; i++)
        {
            Assert.Throws<ArgumentException>(() => stream.Process(audio.AsSpan(0, 511)));
            Assert.Throws<ArgumentException>(() => stream.Process(audio.AsSpan(0, 576)));
            float[] wrong = [.. new float[300], float.NaN, .. new float[211]];
            Assert.Contains("Sample 300 is NaN", Assert.Throws<ArgumentException>(() => stream.Process(wrong)).Message, StringComparison.Ordinal);
            Assert.Equal(expected[i], stream.Process(audio.AsSpan(i * 512, 512)));
        }
    }

    [Fact]
    public void Probabilities_stay_in_range_for_any_finite_samples()
    {
        using SileroVadStream stream = Models.Tiny.OpenStream();
        foreach (float amplitude in (float[])[0, 1e-30f, 1, 100, 3e4f])
        {
            for (int i = 0; i < 10; i++)
                Assert.InRange(stream.Process([.. Enumerable.Range(0, 512).Select(k => amplitude * MathF.Sin(k * 0.3f))]), 0, 1);
        }
    }

    [SkippableTheory]
    [InlineData("tiny-vad", 16000)]
    [InlineData("silero_vad", 16000)]
    [InlineData("silero_vad", 8000)]
    public void A_window_allocates_nothing_alone_or_in_a_batch(string model, int sampleRate)
    {
        SileroVad vad = Models.Named(model);
        SileroVadStream[] streams = [.. Enumerable.Range(0, 4).Select(_ => vad.OpenStream(sampleRate))];
        int length = streams[0].WindowLength;
        float[] windows = Recordings.Spoken("stop")[..(4 * length)];
        var probabilities = new float[4];
        AllocationAssert.Zero(() => streams[0].Process(windows.AsSpan(0, length)), iterations: 50);
        AllocationAssert.Zero(() => vad.Process(streams, windows, probabilities), iterations: 50);
        foreach (SileroVadStream stream in streams)
            stream.Dispose();
    }

    [Fact]
    public void A_recording_that_is_read_in_blocks_gives_the_same_probabilities()
    {
        float[] audio = Recordings.Spoken("days");
        float[] expected = Models.Tiny.GetProbabilities(audio);
        for (int seed = 1; seed < 5; seed++)
            Assert.Equal(expected, Models.Tiny.GetProbabilities(new BlockSource(audio, seed)));
        Assert.Empty(Models.Tiny.GetProbabilities([]));
        Assert.Empty(Models.Tiny.GetProbabilities(new BlockSource(ReadOnlyMemory<float>.Empty, 1)));
        Assert.Single(Models.Tiny.GetProbabilities(new float[1]));
        Assert.Throws<ArgumentException>(() => Models.Tiny.GetProbabilities(new BlockSource(audio, 1, 8000)));
        Assert.Throws<OperationCanceledException>(() => Models.Tiny.GetProbabilities(new BlockSource(audio, 1), new CancellationToken(canceled: true)).Count());
        using SileroVadStream stream = Models.Tiny.OpenStream();
        Assert.Throws<ArgumentException>(() => SpeechTimestamps.Find(stream, new BlockSource(audio, 1, 8000)));
    }

    [Fact]
    public void What_is_disposed_says_so()
    {
        SileroVad vad = SileroVad.Load();
        SileroVadStream open = vad.OpenStream();
        SileroVadStream closed = vad.OpenStream();
        closed.Dispose();
        closed.Dispose();
        Assert.Throws<ObjectDisposedException>(() => closed.Process(new float[512]));
        Assert.Throws<ObjectDisposedException>(closed.Reset);
        vad.Dispose();
        vad.Dispose();
        Assert.Throws<ObjectDisposedException>(() => open.Process(new float[512]));
        Assert.Throws<ObjectDisposedException>(() => vad.OpenStream());
        open.Dispose();
    }
}
