using System.Text;

namespace Swictation.Stt.Audio.Tests;

public sealed class WavReaderBadInputTests
{
    private static string Refused(byte[] file)
    {
        string stored = Assert.Throws<AudioFormatException>(() => WavBytes.Open(file)).Message;
        AudioFormatException piped = Assert.Throws<AudioFormatException>(() => new WavReader(new TrickleStream(file), "test.wav"));
        Assert.Equal(stored, piped.Message);
        Assert.Equal("test.wav", piped.AudioSource);
        Assert.Contains("test.wav", stored, StringComparison.Ordinal);
        return stored;
    }

    [Fact]
    public void Text_is_no_wav() =>
        Assert.Contains("\"Dear\"", Refused(Encoding.UTF8.GetBytes("Dear Sir or Madam, this is a letter.")), StringComparison.Ordinal);

    [Fact]
    public void An_empty_file_is_refused() => Assert.Contains("0 bytes", Refused([]), StringComparison.Ordinal);

    [Fact]
    public void Every_cut_through_the_header_is_refused()
    {
        byte[] file = WavBytes.Make(1, 1, 8000, 16, WavBytes.Shorts(1, 2), before: WavBytes.Chunk("LIST", new byte[12]));
        int header = file.Length - 4;
        for (int length = 0; length < header; length++)
        {
            byte[] cut = file[..length];
            Assert.Throws<AudioFormatException>(() => WavBytes.Open(cut));
            Assert.Throws<AudioFormatException>(() => new WavReader(new TrickleStream(cut)));
        }

        using WavReader whole = WavBytes.Open(file[..header]);
        Assert.True(whole.IsTruncated);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(300)]
    public void Wrong_numbers_of_channels_are_refused(int channels) =>
        Assert.Contains($"{channels} channels", Refused(WavBytes.Make(1, channels, 8000, 16, new byte[1200])), StringComparison.Ordinal);

    [Theory]
    [InlineData(0)]
    [InlineData(384_001)]
    [InlineData(-1)]
    public void Wrong_sample_rates_are_refused(int rate) =>
        Assert.Contains($"{(uint)rate} Hz", Refused(WavBytes.Make(1, 1, rate, 16, new byte[100])), StringComparison.Ordinal);

    [Theory]
    [InlineData(1, 16, "12 bytes", 12)]
    [InlineData(1, 64, "64 bits", null)]
    [InlineData(3, 16, "16 bits", null)]
    [InlineData(0x11, 4, "IMA ADPCM", null)]
    [InlineData(0x55, 16, "0x0055", null)]
    [InlineData(0xFFFE, 16, "extensible", null)]
    public void Formats_that_contradict_themselves_or_are_compressed_are_refused(int tag, int bits, string expected, int? align)
    {
        byte[] format = WavBytes.Format(tag, 1, 8000, bits);
        if (align is int bytes)
            WavBytes.U16(bytes).CopyTo(format, 12);
        Assert.Contains(expected, Refused(WavBytes.Riff("RIFF", null, [.. WavBytes.Chunk("fmt ", format), .. WavBytes.Chunk("data", new byte[64])])), StringComparison.Ordinal);
    }

    [Fact]
    public void More_valid_bits_than_bits_are_refused()
    {
        byte[] format = WavBytes.Chunk("fmt ", WavBytes.Extensible(1, 1, 8000, 16, 20));
        Assert.Contains("20 of 16", Refused(WavBytes.Riff("RIFF", null, [.. format, .. WavBytes.Chunk("data", new byte[64])])), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_sub_format_is_refused()
    {
        byte[] format = WavBytes.Extensible(1, 1, 8000, 16, 16);
        format[39] ^= 1;
        Assert.Contains("0xFFFE", Refused(WavBytes.Riff("RIFF", null, [.. WavBytes.Chunk("fmt ", format), .. WavBytes.Chunk("data", new byte[64])])), StringComparison.Ordinal);
    }

    [Fact]
    public void Other_forms_of_RIFF_are_refused_by_name()
    {
        byte[] file = WavBytes.Pcm16(1, 8000, 1);
        Assert.Contains("RIFX", Refused([.. "RIFX"u8, .. file[4..]]), StringComparison.Ordinal);
        Assert.Contains("AVI ", Refused([.. file[..8], .. "AVI "u8, .. file[12..]]), StringComparison.Ordinal);
    }

    [Fact]
    public void Samples_before_their_format_are_refused() =>
        Assert.Contains("fmt", Refused(WavBytes.Riff("RIFF", null, WavBytes.Chunk("data", new byte[64]))), StringComparison.Ordinal);

    [Fact]
    public void A_file_without_samples_chunk_is_refused() =>
        Assert.Contains("data chunk", Refused(WavBytes.Riff("RIFF", null, WavBytes.Chunk("fmt ", WavBytes.Format(1, 1, 8000, 16)))), StringComparison.Ordinal);

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    [InlineData(1e30f)]
    public void A_sample_that_is_no_sane_number_is_refused_by_its_frame(float bad)
    {
        float[] samples = new float[60_000];
        samples[50_001] = bad;
        using WavReader reader = WavBytes.Open(WavBytes.Make(3, 2, 8000, 32, WavBytes.Floats(samples)));
        string message = Assert.Throws<AudioFormatException>(() => WavBytes.ReadAll(reader)).Message;
        Assert.Contains("channel 1 in frame 25000 ", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(-1)]
    public void A_pipe_that_promises_ages_is_read_to_its_end(long bytes)
    {
        byte[] sizes = [.. new byte[8], .. BitConverter.GetBytes(bytes), .. new byte[12]];
        byte[] chunks = [.. WavBytes.Chunk("ds64", sizes), .. WavBytes.Chunk("fmt ", WavBytes.Format(1, 1, 100, 16)), .. WavBytes.Chunk("data", new byte[600], uint.MaxValue)];
        using AudioReader reader = AudioReader.Open(new TrickleStream(WavBytes.Riff("RF64", uint.MaxValue, chunks)), options: new AudioReaderOptions { SampleRate = 100 });
        Assert.Equal(300, reader.ReadToEnd().Length);
        Assert.Equal(bytes > 0 ? 1 : 0, reader.Warnings.Count);
    }

    [Fact]
    public void A_double_beyond_float_is_refused()
    {
        byte[] data = new[] { 0.0, 1e300 }.SelectMany(BitConverter.GetBytes).ToArray();
        using WavReader reader = WavBytes.Open(WavBytes.Make(3, 1, 8000, 64, data));
        Assert.Contains("frame 1 ", Assert.Throws<AudioFormatException>(() => WavBytes.ReadAll(reader)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_and_a_folder_are_told_apart()
    {
        using TemporaryFolder folder = new();
        Assert.Contains("no.wav", Assert.Throws<FileNotFoundException>(() => WavReader.Open(folder.At("no.wav"))).Message, StringComparison.Ordinal);
        Assert.Contains("folder", Assert.Throws<AudioFormatException>(() => WavReader.Open(folder.Root)).Message, StringComparison.Ordinal);
        string text = folder.Write("text.wav", "hello there"u8.ToArray());
        Assert.Throws<AudioFormatException>(() => WavReader.Open(text));
    }
}
