using FsCheck;
using FsCheck.Xunit;

namespace Swictation.Stt.Audio.Tests;

public sealed class WavPropertyTests
{
    [Property(MaxTest = 500)]
    public void Any_bytes_are_read_or_refused(byte[] bytes) => ReadOrRefuse(bytes);

    [Property(MaxTest = 1000)]
    public void Any_damage_to_a_file_is_read_or_refused(NonNegativeInt seed)
    {
        Random random = new(seed.Item);
        byte[] file = random.Next(2) == 0
            ? WavBytes.Make(random.Next(2) == 0 ? 1 : 3, 2, 8000, 32, new byte[400], before: WavBytes.Chunk("LIST", new byte[random.Next(40)]))
            : WavBytes.Riff("RF64", uint.MaxValue, [.. WavBytes.Chunk("ds64", new byte[28]), .. WavBytes.Chunk("fmt ", WavBytes.Extensible(1, 3, 8000, 24, 24)), .. WavBytes.Chunk("data", new byte[99], uint.MaxValue)]);
        for (int i = random.Next(8); i >= 0; i--)
            file[random.Next(12, file.Length)] = (byte)random.Next(256);
        ReadOrRefuse(file[..random.Next(file.Length + 1)]);
    }

    [Property(MaxTest = 200)]
    public void How_the_stream_and_the_reads_are_cut_changes_nothing(short[] samples, PositiveInt most, PositiveInt block)
    {
        byte[] file = WavBytes.Pcm16(1, 8000, samples);
        using WavReader reader = new(new TrickleStream(file, most.Item));
        Assert.Equal(samples.Select(x => x / 32768f), WavBytes.ReadAll(reader, block.Item));
    }

    [Property(MaxTest = 200)]
    public void What_is_written_is_read(short[] samples, PositiveInt block)
    {
        float[] expected = samples.Select(x => x / 32768f).ToArray();
        foreach (SampleEncoding encoding in (SampleEncoding[])[SampleEncoding.Pcm16, SampleEncoding.Ieee32])
        {
            using MemoryStream stream = new();
            using (WavWriter writer = new(stream, new AudioFormat(44100, 1, encoding), leaveOpen: true))
            {
                for (int at = 0; at < expected.Length; at += block.Item)
                    writer.Write(expected.AsSpan(at, Math.Min(block.Item, expected.Length - at)));
            }

            stream.Position = 0;
            using WavReader reader = new(stream);
            Assert.Equal(expected.Length, reader.FrameCount);
            Assert.Equal(expected, WavBytes.ReadAll(reader));
            Assert.Empty(reader.Warnings);
        }
    }

    private static void ReadOrRefuse(byte[] bytes)
    {
        foreach (Stream stream in (Stream[])[new MemoryStream(bytes), new TrickleStream(bytes)])
        {
            try
            {
                using WavReader reader = new(stream);
                float[] samples = WavBytes.ReadAll(reader);
                Assert.True(samples.Length <= bytes.Length);
                Assert.All(samples, x => Assert.True(float.IsFinite(x)));
                Assert.Equal(reader.FrameCount, reader.Position);
            }
            catch (AudioFormatException e)
            {
                Assert.NotEmpty(e.Message);
            }
        }
    }
}
