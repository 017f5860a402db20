using FsCheck;
using FsCheck.Xunit;

namespace Swictation.Stt.Vad.Tests;

/// <summary>The scanner against a plain transcription of the reference, over any probabilities and options.</summary>
public sealed class ScannerTests
{
    [Property(MaxTest = 2000)]
    public void Segments_are_those_of_the_reference_whenever_they_are_read(int seed, PositiveInt windows, NonNegativeInt missing)
    {
        int count = 1 + (windows.Get * 13 % 300);
        float[] probabilities = Scripts.Random(seed, count);
        long length = (count * 32) - (missing.Get % 32);
        SpeechTimestampsOptions options = Options(seed);
        List<SpeechSegment> expected = ReferenceTimestamps.Find(probabilities, length, 1000, 32, options);
        Assert.Equal(expected, SpeechTimestamps.Find(probabilities, length, 1000, 32, options));

        var scanner = new SpeechTimestampScanner(1000, 32, options);
        var read = new List<SpeechSegment>();
        long settled = 0;
        foreach (float probability in probabilities)
        {
            scanner.Push(probability);
            Assert.True(scanner.Settled >= settled);
            settled = scanner.Settled;
            while (scanner.TryRead(out SpeechSegment segment))
            {
                Assert.True(segment.Start >= settled);
                read.Add(segment);
                settled = Math.Max(settled, scanner.Settled);
            }
        }

        scanner.Complete(length);
        Assert.All(expected.Skip(read.Count), segment => Assert.True(segment.Start >= settled));
        while (scanner.TryRead(out SpeechSegment segment))
            read.Add(segment);
        Assert.Equal(expected, read);
    }

    [Fact]
    public void A_segment_can_be_read_once_nothing_can_change_it()
    {
        var scanner = new SpeechTimestampScanner(1000, 32, new SpeechTimestampsOptions { MinSpeech = TimeSpan.Zero });
        foreach (float probability in Scripts.Probabilities("..####....."))
            scanner.Push(probability);
        Assert.True(scanner.TryRead(out SpeechSegment segment));
        Assert.Equal(new SpeechSegment(64 - 30, 192 + 30), segment);
        Assert.Equal(188, segment.Length);
    }

    [Fact]
    public void The_threshold_is_the_detector_s_where_none_is_given()
    {
        float[] audio = Recordings.Spoken("email");
        using SileroVadStream stream = Models.Tiny.OpenStream();
        IReadOnlyList<SpeechSegment> found = SpeechTimestamps.Find(stream, audio);
        Assert.Equal(SpeechTimestamps.Find(stream, audio, new SpeechTimestampsOptions { Threshold = 0.3f }), found);
        Assert.NotEqual(SpeechTimestamps.Find(stream, audio, new SpeechTimestampsOptions { Threshold = 0.5f }), found);
        Assert.Equal(found, SpeechTimestamps.Find(stream, new BlockSource(audio, seed: 2)));
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(static () => new SpeechTimestampScanner(0, 512));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new SpeechTimestampScanner(16000, 0));
        foreach (SpeechTimestampsOptions options in (SpeechTimestampsOptions[])[
            new() { Threshold = 0 }, new() { Threshold = float.NaN }, new() { ExitThreshold = 0.6f }, new() { Threshold = 0.3f, ExitThreshold = 0.4f }, new() { MinSpeech = TimeSpan.FromTicks(-1) }, new() { MaxSpeech = TimeSpan.Zero },
            new() { MinSilence = TimeSpan.FromTicks(-1) }, new() { Padding = TimeSpan.FromTicks(-1) }, new() { MinSilenceAtMaxSpeech = TimeSpan.FromTicks(-1) }])
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => new SpeechTimestampScanner(16000, 512, options));
        }

        var scanner = new SpeechTimestampScanner(16000, 512);
        Assert.Throws<ArgumentOutOfRangeException>(() => scanner.Push(float.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => scanner.Push(1.1f));
        scanner.Push(1);
        Assert.Throws<ArgumentOutOfRangeException>(() => scanner.Complete(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => scanner.Complete(513));
        scanner.Complete(512);
        Assert.Throws<InvalidOperationException>(() => scanner.Push(1));
        Assert.Throws<InvalidOperationException>(() => scanner.Complete(512));
        Assert.Empty(SpeechTimestamps.Find([], 0, 16000, 512));
    }

    [Fact]
    public void Iterator_options_out_of_range_are_refused()
    {
        foreach (VadIteratorOptions options in (VadIteratorOptions[])[new() { Threshold = 1 }, new() { MinSilence = TimeSpan.FromTicks(-1) }, new() { Padding = TimeSpan.FromTicks(-1) }])
            Assert.Throws<ArgumentOutOfRangeException>(() => new VadIterator(new ScriptedDetector([]), options));
    }

    private static SpeechTimestampsOptions Options(int seed)
    {
        var random = new Random(seed ^ 99);
        return new SpeechTimestampsOptions
        {
            ExitThreshold = random.Next(2) == 0 ? null : (float)random.NextDouble() / 2,
            MinSpeech = TimeSpan.FromMilliseconds(random.Next(300)),
            MaxSpeech = random.Next(3) == 0 ? null : TimeSpan.FromMilliseconds(100 + random.Next(2000)),
            MinSilence = TimeSpan.FromMilliseconds(random.Next(400)),
            Padding = TimeSpan.FromMilliseconds(random.Next(120)),
            MinSilenceAtMaxSpeech = TimeSpan.FromMilliseconds(random.Next(150)),
            CutAtLongestSilence = random.Next(2) == 0,
        };
    }
}
