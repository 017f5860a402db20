using System.Text;

namespace Swictation.Stt.Audio.Tests;

public sealed class AudioReaderTests
{
    private static byte[] Stereo48k(float[] left, float[] right)
    {
        using MemoryStream stream = new();
        using (WavWriter writer = new(stream, new AudioFormat(48000, 2, SampleEncoding.Ieee32), leaveOpen: true))
            writer.Write(left.Zip(right).SelectMany(x => new[] { x.First, x.Second }).ToArray());
        return stream.ToArray();
    }

    [Fact]
    public void Rate_and_channels_are_converted_whatever_the_blocks()
    {
        float[] left = Signals.Tone(48_000, 48000, 440);
        float[] right = Signals.Tone(48_000, 48000, 1000);
        byte[] file = Stereo48k(left, right);
        foreach (ChannelMode mode in (ChannelMode[])[ChannelMode.Average, ChannelMode.Channel(0), ChannelMode.Channel(1)])
        {
            float[] mono = mode.Index switch { 0 => left, 1 => right, _ => left.Zip(right, (l, r) => (l + r) * 0.5f).ToArray() };
            float[] expected = Signals.Resample(new Resampler(48000, 16000), mono);
            foreach (int block in (int[])[1, 333, 100_000])
            {
                using AudioReader reader = AudioReader.Open(new TrickleStream(file, 997), "x", new AudioReaderOptions { Channels = mode });
                List<float> actual = [];
                float[] buffer = new float[block];
                int count;
                while ((count = reader.Read(buffer)) > 0)
                    actual.AddRange(buffer.AsSpan(0, count));
                Assert.Equal(expected, actual);
                Assert.Equal(0, reader.Read(buffer));
                Assert.Equal(16_000, reader.SamplesRead);
                Assert.Equal(TimeSpan.FromSeconds(1), reader.Position);
            }
        }
    }

    [Fact]
    public void Our_recordings_come_through_bit_for_bit()
    {
        string path = Repository.Path("samples", "audio", "hello.wav");
        using WavReader wav = WavReader.Open(path);
        using AudioReader reader = AudioReader.Open(path);
        Assert.Equal(wav.Format, reader.SourceFormat);
        Assert.Equal(wav.Format.DurationOf(wav.FrameCount!.Value), reader.Duration);
        Assert.Equal(WavBytes.ReadAll(wav), reader.ReadToEnd());
        Assert.Equal(reader.Duration, reader.Position);
        Assert.Empty(reader.Warnings);
    }

    [Fact]
    public void A_greatest_duration_ends_the_reading()
    {
        byte[] file = Stereo48k(Signals.Noise(48_000, 1), Signals.Noise(48_000, 2));
        AudioReaderOptions options = new() { MaxDuration = TimeSpan.FromSeconds(0.25) };
        using AudioReader reader = AudioReader.Open(new MemoryStream(file), options: options);
        Assert.Equal(TimeSpan.FromSeconds(0.25), reader.Duration);
        Assert.Equal(4000, reader.ReadToEnd().Length);
        using AudioReader longer = AudioReader.Open(new MemoryStream(file), options: options with { MaxDuration = TimeSpan.MaxValue });
        Assert.Equal(TimeSpan.FromSeconds(1), longer.Duration);
        Assert.Equal(16_000, longer.ReadToEnd().Length);
    }

    [Fact]
    public void A_file_cut_short_warns()
    {
        using AudioReader reader = AudioReader.Open(new TrickleStream(WavBytes.Make(1, 1, 16000, 16, new byte[100], 1000)), "cut.wav");
        Assert.Equal(50, reader.ReadToEnd().Length);
        Assert.Contains("cut.wav", Assert.Single(reader.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Header_only_gives_no_samples()
    {
        using AudioReader reader = AudioReader.Open(new MemoryStream(WavBytes.Pcm16(2, 44100)));
        Assert.Equal(TimeSpan.Zero, reader.Duration);
        Assert.Empty(reader.ReadToEnd());
    }

    [Theory]
    [InlineData("", "0 bytes")]
    [InlineData("RIFF", "middle of its header")]
    [InlineData("Dear Sir or Madam, this is a letter and no recording at all, as anyone can see", "text file")]
    [InlineData("Уважаемые дамы и господа, это письмо, а не запись голоса", "text file")]
    [InlineData("#EXTM3U\nhttps://example.org/a.mp3", "text file")]
    public void What_is_no_recording_is_refused_whatever_its_name(string content, string expected)
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("talk.wav", Encoding.UTF8.GetBytes(content));
        AudioFormatException stored = Assert.Throws<AudioFormatException>(() => AudioReader.Open(path));
        Assert.Contains(expected, stored.Message, StringComparison.Ordinal);
        Assert.Contains("talk.wav", stored.Message, StringComparison.Ordinal);
        TrickleStream stream = new(File.ReadAllBytes(path));
        Assert.Equal(stored.Message, Assert.Throws<AudioFormatException>(() => AudioReader.Open(stream, path)).Message);
        Assert.True(stream.IsDisposed);
    }

    [Fact]
    public void A_missing_file_a_folder_and_a_missing_FFmpeg_are_told_apart()
    {
        using TemporaryFolder folder = new();
        Assert.Contains("gone.mp3", Assert.Throws<FileNotFoundException>(() => AudioReader.Open(folder.At("gone.mp3"))).Message, StringComparison.Ordinal);
        Assert.Contains("folder", Assert.Throws<AudioFormatException>(() => AudioReader.Open(folder.Root)).Message, StringComparison.Ordinal);
        string path = folder.Write("a.mp3", [0xFF, 0xFB, 0x90, 0, 0, 0, 0, 0]);
        AudioReaderOptions options = new() { FFmpegPath = folder.At("no-ffmpeg") };
        string message = Assert.Throws<AudioFormatException>(() => AudioReader.Open(path, options)).Message;
        foreach (string part in (string[])["a.mp3", "no-ffmpeg", "apt install ffmpeg", "brew install ffmpeg", "winget install", FFmpegLocator.EnvironmentVariable])
            Assert.Contains(part, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_channel_that_is_not_there_is_refused()
    {
        TrickleStream stream = new(WavBytes.Pcm16(2, 16000, 1, 2));
        AudioReaderOptions options = new() { Channels = ChannelMode.Channel(2) };
        string message = Assert.Throws<AudioFormatException>(() => AudioReader.Open(stream, "x", options)).Message;
        Assert.Contains("2 channels", message, StringComparison.Ordinal);
        Assert.True(stream.IsDisposed);
    }

    [Fact]
    public void A_rate_too_low_to_convert_is_refused()
    {
        byte[] file = WavBytes.Pcm16(1, 50, 1, 2);
        Assert.Contains("50 Hz", Assert.Throws<AudioFormatException>(() => AudioReader.Open(new MemoryStream(file))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => AudioReader.Open("x.wav", new AudioReaderOptions { SampleRate = 99 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => AudioReader.Open("x.wav", new AudioReaderOptions { MaxDuration = TimeSpan.Zero }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FFmpegReaderOptions { Channels = 0 }.Validate());
        Assert.Throws<ArgumentOutOfRangeException>(() => new FFmpegReaderOptions { SampleRate = 0 }.Validate());
    }

    [Fact]
    public void Streams_stay_open_on_request()
    {
        TrickleStream stream = new(WavBytes.Pcm16(1, 8000, 1));
        AudioReader.Open(stream, leaveOpen: true).Dispose();
        Assert.False(stream.IsDisposed);
        Assert.Throws<AudioFormatException>(() => AudioReader.Open(new TrickleStream([]), leaveOpen: true));
        stream = new(WavBytes.Pcm16(1, 8000, 1));
        AudioReader.Open(stream).Dispose();
        Assert.True(stream.IsDisposed);
    }

    [Fact]
    public void A_canceled_token_ends_the_reading()
    {
        using CancellationTokenSource source = new();
        using AudioReader reader = AudioReader.Open(new SyntheticStream(WavBytes.Make(1, 1, 16000, 16, [], uint.MaxValue), long.MaxValue), cancellationToken: source.Token);
        Assert.True(reader.Read(new float[100]) > 0);
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => reader.Read(new float[100]));
        Assert.ThrowsAny<OperationCanceledException>(() => AudioReader.Open("x.wav", cancellationToken: source.Token));
    }

    [Theory]
    [InlineData(16000, 1, 10 * 3600)]
    [InlineData(44100, 2, 900)]
    public void Hours_of_audio_take_no_memory(int rate, int channels, int seconds)
    {
        byte[] header = WavBytes.Make(1, channels, rate, 16, [], uint.MaxValue);
        long length = header.Length + 2L * rate * channels * seconds;
        using AudioReader reader = AudioReader.Open(new SyntheticStream(header, length));
        float[] block = new float[4096];
        reader.Read(block);
        long before = GC.GetAllocatedBytesForCurrentThread();
        while (reader.Read(block) > 0)
        {
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 * 1024);
        Assert.Equal(16_000L * seconds, reader.SamplesRead);
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        using AudioReader reader = AudioReader.Open(new SyntheticStream(WavBytes.Make(1, 2, 48000, 16, [], uint.MaxValue), long.MaxValue));
        float[] block = new float[1600];
        AllocationAssert.Zero(() => reader.Read(block));
    }
}
