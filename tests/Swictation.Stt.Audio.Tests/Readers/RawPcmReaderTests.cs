namespace Swictation.Stt.Audio.Tests;

public sealed class RawPcmReaderTests
{
    [Fact]
    public void Samples_without_a_header_are_read_to_the_end()
    {
        byte[] bytes = [.. WavBytes.Shorts(1, -1, 32767, -32768), 9];
        AudioFormat format = new(8000, 2, SampleEncoding.Pcm16);
        using RawPcmReader stored = new(new MemoryStream(bytes), format);
        Assert.Equal(2, stored.FrameCount);
        Assert.Equal([1 / 32768f, -1 / 32768f, 32767 / 32768f, -1f], WavBytes.ReadAll(stored));
        using RawPcmReader piped = new(new TrickleStream(bytes), format);
        Assert.Null(piped.FrameCount);
        Assert.Equal(4, WavBytes.ReadAll(piped).Length);
        Assert.Equal(2, piped.FrameCount);
        Assert.Empty(piped.Warnings);
    }

    [Fact]
    public void Floats_without_a_header_are_checked()
    {
        using RawPcmReader reader = new(new MemoryStream(WavBytes.Floats(0.5f, float.NaN)), new AudioFormat(8000, 1, SampleEncoding.Ieee32), "mic.raw");
        Assert.Contains("mic.raw", Assert.Throws<AudioFormatException>(() => WavBytes.ReadAll(reader)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_format_is_refused() => Assert.Throws<ArgumentException>(() => new RawPcmReader(Stream.Null, default));
}
