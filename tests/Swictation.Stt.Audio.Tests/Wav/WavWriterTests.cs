using System.Text;

namespace Swictation.Stt.Audio.Tests;

public sealed class WavWriterTests
{
    private static readonly AudioFormat Mono16 = new(16000, 1, SampleEncoding.Pcm16);

    private sealed class PipeStream : MemoryStream
    {
        public override bool CanSeek => false;
    }

    [Fact]
    public void Samples_are_rounded_to_the_nearest_and_clipped()
    {
        using MemoryStream stream = new();
        using (WavWriter writer = new(stream, Mono16, leaveOpen: true))
            writer.Write([1f, -1f, 2f, -2f, 0.6f / 32768, -0.6f / 32768, 0.4f / 32768]);
        stream.Position = 0;
        using WavReader reader = new(stream);
        Assert.Equal([32767 / 32768f, -1f, 32767 / 32768f, -1f, 1 / 32768f, -1 / 32768f, 0f], WavBytes.ReadAll(reader));
    }

    [Theory]
    [InlineData(1, SampleEncoding.Pcm16)]
    [InlineData(2, SampleEncoding.Ieee32)]
    [InlineData(5, SampleEncoding.Pcm16)]
    [InlineData(8, SampleEncoding.Ieee32)]
    public void Sizes_are_filled_in(int channels, SampleEncoding encoding)
    {
        AudioFormat format = new(48000, channels, encoding);
        using MemoryStream stream = new();
        stream.Write("before"u8);
        using (WavWriter writer = new(stream, format, leaveOpen: true))
        {
            writer.Write(new float[30 * channels]);
            Assert.Equal(30, writer.FramesWritten);
        }

        byte[] file = stream.ToArray()[6..];
        Assert.Equal("RIFF", Encoding.ASCII.GetString(file, 0, 4));
        Assert.Equal(file.Length - 8, BitConverter.ToInt32(file, 4));
        using WavReader reader = new(new TrickleStream(file));
        Assert.Equal(format, reader.Format);
        Assert.Equal(30, reader.FrameCount);
        Assert.Equal(30 * channels, WavBytes.ReadAll(reader).Length);
    }

    [Fact]
    public void A_stream_that_cannot_go_back_keeps_its_sizes_open()
    {
        using PipeStream stream = new();
        using (WavWriter writer = new(stream, Mono16, leaveOpen: true))
            writer.Write([0.5f, 0.25f]);
        byte[] file = stream.ToArray();
        Assert.Equal(uint.MaxValue, BitConverter.ToUInt32(file, 4));
        using WavReader reader = new(new TrickleStream(file));
        Assert.Null(reader.FrameCount);
        Assert.Equal([0.5f, 0.25f], WavBytes.ReadAll(reader));
    }

    [Theory]
    [InlineData(1, "RIFF")]
    [InlineData(0, "RF64")]
    public void Beyond_the_limit_the_file_becomes_RF64(int spare, string expected)
    {
        const int Samples = 1000;
        // What RIFF counts of such a file: WAVE, JUNK, fmt, fact and data.
        int size = 4 + 36 + 26 + 12 + 8 + 4 * Samples;
        using MemoryStream stream = new();
        using (WavWriter writer = new(stream, new AudioFormat(8000, 1, SampleEncoding.Ieee32), true, null, null, size - 1 + spare))
            writer.Write(Signals.Noise(Samples, 1));
        byte[] file = stream.ToArray();
        Assert.Equal(expected, Encoding.ASCII.GetString(file, 0, 4));
        Assert.Equal(expected == "RF64" ? "ds64" : "JUNK", Encoding.ASCII.GetString(file, 12, 4));
        using WavReader reader = new(new TrickleStream([.. file, .. WavBytes.Chunk("LIST", new byte[20])]));
        Assert.Equal(Samples, reader.FrameCount);
        Assert.Equal(Signals.Noise(Samples, 1), WavBytes.ReadAll(reader));
        if (expected == "RF64")
        {
            Assert.Equal(file.Length - 8, BitConverter.ToInt64(file, 20));
            Assert.Equal(4 * Samples, BitConverter.ToInt64(file, 28));
            Assert.Equal(Samples, BitConverter.ToInt64(file, 36));
        }
    }

    [Fact]
    public void A_file_appears_when_it_is_complete()
    {
        using TemporaryFolder folder = new();
        string path = folder.At("out.wav");
        File.WriteAllText(path, "old");
        using (WavWriter writer = WavWriter.Create(path, Mono16))
        {
            writer.Write([0.5f]);
            Assert.Equal("old", File.ReadAllText(path));
            writer.Complete();
            writer.Complete();
            Assert.Throws<InvalidOperationException>(() => writer.Write([0.5f]));
        }

        using WavReader reader = WavReader.Open(path);
        Assert.Equal([0.5f], WavBytes.ReadAll(reader));
        Assert.Single(Directory.GetFiles(folder.Root));
    }

    [Fact]
    public void A_file_that_was_given_up_leaves_nothing_behind()
    {
        using TemporaryFolder folder = new();
        using (WavWriter writer = WavWriter.Create(folder.At("out.wav"), Mono16))
            writer.Write([0.5f]);
        Assert.Empty(Directory.GetFiles(folder.Root));
    }

    [Fact]
    public void Wrong_arguments_are_refused_before_anything_is_written()
    {
        using MemoryStream stream = new();
        Assert.Throws<ArgumentException>(() => new WavWriter(stream, new AudioFormat(8000, 1, SampleEncoding.Pcm24)));
        Assert.Throws<ArgumentException>(() => new WavWriter(stream, default));
        Assert.Equal(0, stream.Length);
        using WavWriter writer = new(stream, new AudioFormat(8000, 2, SampleEncoding.Pcm16));
        Assert.Contains("index 3", Assert.Throws<ArgumentException>(() => writer.Write([0, 0, 0, float.NaN])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => writer.Write([0, 0, 0]));
        Assert.Equal(0, writer.FramesWritten);
    }

    [Fact]
    public void Writing_allocates_nothing()
    {
        using WavWriter writer = new(Stream.Null, Mono16);
        float[] block = Signals.Noise(20_000, 1);
        AllocationAssert.Zero(() => writer.Write(block));
    }
}
