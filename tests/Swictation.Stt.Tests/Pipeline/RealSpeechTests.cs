using System.Runtime.InteropServices;
using Swictation.Stt.Audio;

namespace Swictation.Stt.Tests.Pipeline;

/// <summary>The demonstration model and the embedded detector on recordings.</summary>
public sealed class RealSpeechTests : IDisposable
{
    private const string Fox = "the quick brown fox jumps over the lazy dog";

    private readonly ISttEngine _engine = SttEngine.Load();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task A_recording_becomes_its_text_in_ten_lines()
    {
        var texts = new List<string>();
        using ISttEngine engine = SttEngine.Load();
        await using var pipeline = new SttPipeline(engine);
        using AudioReader audio = AudioReader.Open(Repository.Path("samples", "audio", "fox.wav"));
        await foreach (SttEvent e in pipeline.RunAsync(audio))
        {
            if (e is FinalEvent final)
                texts.Add(final.Text);
        }

        Assert.Equal([Fox], texts);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Recordings_among_pauses_become_their_texts_at_their_times(bool partials)
    {
        var audio = new List<float>();
        var placed = new List<(string Text, double Start, double End)>();
        foreach ((string text, float[] samples) in Recordings.All)
        {
            audio.AddRange(SoftNoise(1.4, placed.Count));
            placed.Add((text, audio.Count / 16000.0, (audio.Count + samples.Length) / 16000.0));
            audio.AddRange(samples);
        }

        audio.AddRange(SoftNoise(1.4, 99));
        await using var pipeline = new SttPipeline(_engine, new SttPipelineOptions { Partials = partials });
        (List<SttEvent> events, Exception? thrown) = await Runs.ReadAsync(pipeline, AudioSource.From(new BlockSource(audio.ToArray(), seed: 1)));
        Assert.Null(thrown);
        EventText.AssertOrdered(events);
        FinalEvent[] finals = [.. events.OfType<FinalEvent>()];
        Assert.Equal(placed.Count, finals.Length);
        // The demonstration model normalises by what it is given: of a recording that was cut a little closer it may hear a few of the
        // eighty words otherwise, at once as well as live.
        string[] wrong = [.. placed.Zip(finals).Where(pair => pair.First.Text != pair.Second.Text).Select(pair => $"{pair.First.Text} -> {pair.Second.Text} ({pair.Second.Start.TotalSeconds - pair.First.Start:F2} to {pair.Second.Position.TotalSeconds - pair.First.Start:F2} s of {pair.First.End - pair.First.Start:F2} s)")];
        int differences = placed.Zip(finals).Sum(pair => Differences(pair.First.Text, pair.Second.Text));
        Assert.True(differences <= 5, $"{differences}: {string.Join("; ", wrong)}");
        foreach ((FinalEvent final, (string _, double start, double end)) in finals.Zip(placed))
        {
            Assert.InRange(final.Start.TotalSeconds, start - 0.5, start + 0.5);
            Assert.All(final.Transcription.Words, word => Assert.InRange(word.Start.TotalSeconds, start, word.End.TotalSeconds));
            Assert.InRange(final.Transcription.Words.Last().End.TotalSeconds, start, end + 0.1);
        }

        Assert.Equal(partials, events.Any(e => e is PartialEvent { Stable.Length: > 0 }));
    }

    [Theory]
    [InlineData(8000, 1)]
    [InlineData(11025, 1)]
    [InlineData(44100, 2)]
    [InlineData(48000, 2)]
    [InlineData(96000, 6)]
    public async Task Any_rate_and_any_channels_will_do(int rate, int channels)
    {
        var resampler = new Resampler(16000, rate);
        var output = new float[(int)resampler.OutputCount(Speech.Length)];
        int count = resampler.Process(Speech, output, out _);
        for (int more; count < output.Length && (more = resampler.Flush(output.AsSpan(count))) > 0;)
            count += more;
        float[] frames = [.. output.SelectMany(sample => Enumerable.Repeat(sample, channels))];
        List<SttEvent> events = await Listen(frames, rate, channels);
        // The model was made for speech with highs. Of a telephone's it understands no less live than at once.
        FinalEvent final = events.OfType<FinalEvent>().Single();
        using AudioReader reader = AudioReader.FromFrames(new RawPcmReader(
            new MemoryStream(MemoryMarshal.AsBytes<float>(frames).ToArray()), new AudioFormat(rate, channels, SampleEncoding.Ieee32)));
        int most = rate < 16000 ? Differences(Fox, _engine.Transcribe(reader).Text) + 1 : 0;
        Assert.True(Differences(Fox, final.Text) <= most, $"{most}: {final.Text}");
        Assert.InRange(final.Start.TotalSeconds, 0.3, 1.0);
    }

    [Theory]
    [InlineData("offset")]
    [InlineData("clipping")]
    [InlineData("quiet")]
    [InlineData("loud")]
    public async Task What_a_poor_microphone_does_costs_few_words_and_no_crash(string damage)
    {
        float[] audio = [.. Speech.Select(sample => damage switch
        {
            "offset" => sample + 0.1f,
            "clipping" => Math.Clamp(8 * sample, -1, 1),
            "quiet" => sample / 8,
            _ => sample * 1000,
        })];
        List<SttEvent> events = await Listen(audio, 16000, 1);
        EventText.AssertOrdered(events);
        Assert.DoesNotContain(events, e => e is ErrorEvent);
        string[] heard = [.. events.OfType<FinalEvent>().SelectMany(final => final.Text.Split(' '))];
        Assert.InRange(Fox.Split(' ').Intersect(heard).Count(), 6, 8);
    }

    [Theory]
    [InlineData(16000)]
    [InlineData(44100)]
    public async Task Samples_that_are_no_numbers_are_told_and_the_rest_is_heard(int rate)
    {
        var resampler = new Resampler(16000, rate);
        var audio = new float[(int)resampler.OutputCount(Speech.Length)];
        resampler.Process(Speech, audio, out _);
        audio.AsSpan(rate / 4, rate / 100).Fill(float.NaN); // in the silence before the speech
        List<SttEvent> events = await Listen(audio, rate, 1);
        ErrorEvent error = Assert.Single(events.OfType<ErrorEvent>());
        Assert.Equal(SttErrorKind.InvalidAudio, error.Kind);
        Assert.Equal(0.25, error.Start.TotalSeconds, 0.01); // wider by the resampler's filter
        Assert.Equal(0.26, error.End.TotalSeconds, 0.01);
        Assert.Equal(Fox, events.OfType<FinalEvent>().Single().Text);
    }

    [Fact]
    public async Task A_microphones_pace_changes_no_text()
    {
        var time = new ManualTimeProvider();
        await using var pipeline = new SttPipeline(_engine);
        await using IAudioSource source = AudioSource.Realtime(AudioSource.From(new BlockSource(Speech, seed: 2)), time);
        using var done = new CancellationTokenSource();
        Task clock = Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
            {
                SpinWait.SpinUntil(() => time.WaitingTimers > 0 || done.IsCancellationRequested);
                time.Advance(TimeSpan.FromMilliseconds(10));
            }
        });
        (List<SttEvent> events, _) = await Runs.ReadAsync(pipeline, source);
        await done.CancelAsync();
        await clock;
        Assert.Equal(Fox, events.OfType<FinalEvent>().Single().Text);
    }

    /// <summary>Counts the words that would have to be put in, left out or replaced.</summary>
    private static int Differences(string expected, string actual)
    {
        (string[] a, string[] b) = (expected.Split(' '), actual.Split(' '));
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        foreach (string word in a)
        {
            int diagonal = row[0]++;
            for (int i = 1; i < row.Length; i++)
                (diagonal, row[i]) = (row[i], Math.Min(Math.Min(row[i], row[i - 1]) + 1, diagonal + (word == b[i - 1] ? 0 : 1)));
        }

        return row[^1];
    }

    private static float[] Speech { get; } = [.. SoftNoise(0.7, 1), .. Recordings.All.Single(recording => recording.Text == Fox).Samples, .. SoftNoise(1.2, 2)];

    private static float[] SoftNoise(double seconds, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, (int)(seconds * 16000)).Select(_ => (float)((random.NextDouble() - 0.5) * 7e-4))];
    }

    private async Task<List<SttEvent>> Listen(float[] frames, int rate, int channels)
    {
        await using var pipeline = new SttPipeline(_engine);
        await using IAudioSource source = AudioSource.From(Blocks(frames), rate, channels);
        (List<SttEvent> events, Exception? thrown) = await Runs.ReadAsync(pipeline, source);
        Assert.Null(thrown);
        return events;
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<float>> Blocks(float[] frames)
    {
        var random = new Random(3);
        for (int i = 0; i < frames.Length;)
        {
            int count = Math.Min(frames.Length - i, random.Next(3) * random.Next(5000));
            yield return frames.AsMemory(i, count);
            i += count;
            await Task.Yield();
        }
    }
}
