namespace Swictation.Stt.Audio.Tests;

public sealed class WavReaderTests
{
    [Fact]
    public void Eight_bits_are_unsigned_around_128()
    {
        using WavReader reader = WavBytes.Open(WavBytes.Make(1, 1, 8000, 8, [0, 64, 128, 255]));
        Assert.Equal(new AudioFormat(8000, 1, SampleEncoding.Pcm8), reader.Format);
        Assert.Equal([-1f, -0.5f, 0f, 127 / 128f], WavBytes.ReadAll(reader));
    }

    [Fact]
    public void Every_value_of_16_bits_is_divided_by_32768()
    {
        short[] all = Enumerable.Range(short.MinValue, 65536).Select(x => (short)x).ToArray();
        using WavReader reader = WavBytes.Open(WavBytes.Pcm16(1, 16000, all));
        Assert.Equal(all.Select(x => x / 32768f), WavBytes.ReadAll(reader, 777));
    }

    [Fact]
    public void Twenty_four_bits_are_divided_by_2_to_the_23()
    {
        using WavReader reader = WavBytes.Open(WavBytes.Make(1, 1, 8000, 24, [0, 0, 0x80, 0xFF, 0xFF, 0x7F, 1, 0, 0, 0xFF, 0xFF, 0xFF]));
        Assert.Equal([-1f, 8388607 / 8388608f, 1 / 8388608f, -1 / 8388608f], WavBytes.ReadAll(reader));
    }

    [Fact]
    public void Thirty_two_bits_are_divided_by_2_to_the_31()
    {
        byte[] data = new[] { int.MinValue, 1 << 30, 1, -256 }.SelectMany(BitConverter.GetBytes).ToArray();
        using WavReader reader = WavBytes.Open(WavBytes.Make(1, 1, 8000, 32, data));
        Assert.Equal([-1f, 0.5f, 1 / 2147483648f, -256 / 2147483648f], WavBytes.ReadAll(reader));
    }

    [Fact]
    public void Floats_of_both_sizes_pass_as_they_are()
    {
        using WavReader single = WavBytes.Open(WavBytes.Make(3, 1, 8000, 32, WavBytes.Floats(0.1f, -1.5f, 0f)));
        Assert.Equal([0.1f, -1.5f, 0f], WavBytes.ReadAll(single));
        byte[] data = new[] { 0.1, -1.5 }.SelectMany(BitConverter.GetBytes).ToArray();
        using WavReader both = WavBytes.Open(WavBytes.Make(3, 1, 8000, 64, data));
        Assert.Equal(SampleEncoding.Ieee64, both.Format.Encoding);
        Assert.Equal([0.1f, -1.5f], WavBytes.ReadAll(both));
    }

    // Points of the tables of ITU-T G.711, scaled as in G.191: the ends, the steps around 0 and one in the middle.
    [Theory]
    [InlineData(6, 0xD5, 8)]
    [InlineData(6, 0x55, -8)]
    [InlineData(6, 0xAA, 32256)]
    [InlineData(6, 0x2A, -32256)]
    [InlineData(6, 0xC5, 264)]
    [InlineData(6, 0x80, 5504)]
    [InlineData(7, 0xFF, 0)]
    [InlineData(7, 0x7F, 0)]
    [InlineData(7, 0x80, 32124)]
    [InlineData(7, 0x00, -32124)]
    [InlineData(7, 0xFE, 8)]
    [InlineData(7, 0xEF, 132)]
    public void G711_expands_as_in_the_recommendation(int tag, byte code, int expected)
    {
        using WavReader reader = WavBytes.Open(WavBytes.Make(tag, 1, 8000, 8, [code]));
        Assert.Equal(tag == 6 ? SampleEncoding.ALaw : SampleEncoding.MuLaw, reader.Format.Encoding);
        Assert.Equal(expected / 32768f, Assert.Single(WavBytes.ReadAll(reader)));
    }

    [Theory]
    [InlineData(1, 16, 12, SampleEncoding.Pcm16)]
    [InlineData(1, 32, 24, SampleEncoding.Pcm32)]
    [InlineData(3, 32, 32, SampleEncoding.Ieee32)]
    [InlineData(6, 8, 8, SampleEncoding.ALaw)]
    public void Extensible_formats_are_what_their_sub_format_says(int tag, int bits, int valid, SampleEncoding expected)
    {
        byte[] file = WavBytes.Riff(
            "RIFF", null, [.. WavBytes.Chunk("fmt ", WavBytes.Extensible(tag, 6, 48000, bits, valid)), .. WavBytes.Chunk("data", new byte[6 * bits / 8 * 5])]);
        using WavReader reader = WavBytes.Open(file);
        Assert.Equal(new AudioFormat(48000, 6, expected), reader.Format);
        Assert.Equal(5, reader.FrameCount);
        Assert.Equal(30, WavBytes.ReadAll(reader).Length);
    }

    [Fact]
    public void Unknown_chunks_and_their_padding_are_skipped_also_without_seeking()
    {
        byte[] before = [.. WavBytes.Chunk("LIST", new byte[5]), .. WavBytes.Chunk("bext", new byte[9001])];
        byte[] file = [.. WavBytes.Make(1, 1, 8000, 16, WavBytes.Shorts(1, 2, 3), before: before), .. WavBytes.Chunk("id3 ", new byte[100])];
        foreach (Stream stream in (Stream[])[new MemoryStream(file), new TrickleStream(file)])
        {
            using WavReader reader = new(stream);
            Assert.Equal([1 / 32768f, 2 / 32768f, 3 / 32768f], WavBytes.ReadAll(reader));
            Assert.Empty(reader.Warnings);
        }
    }

    [Fact]
    public void A_writer_that_forgot_the_padding_is_forgiven()
    {
        byte[] unpadded = WavBytes.Chunk("LIST", new byte[5])[..^1];
        using WavReader reader = WavBytes.Open(WavBytes.Make(1, 1, 8000, 16, WavBytes.Shorts(7), before: unpadded));
        Assert.Equal([7 / 32768f], WavBytes.ReadAll(reader));
    }

    [Theory]
    [InlineData(0xFFFFFFFFu, 0xFFFFFFFFu)]
    [InlineData(0xFFFFFFFFu, 0u)]
    [InlineData(0x7FFFF000u, 0x7FFFF024u)]
    [InlineData(0u, 0u)]
    [InlineData(0u, 0xFFFFFFFFu)]
    [InlineData(0u, 36u)]
    public void A_size_that_a_pipe_left_open_means_to_the_end(uint dataSize, uint riffSize)
    {
        byte[] file = WavBytes.Make(1, 2, 8000, 16, WavBytes.Shorts(1, 2, 3, 4, 5), dataSize, riffSize);
        using WavReader piped = new(new TrickleStream(file));
        Assert.Null(piped.FrameCount);
        Assert.Equal([1 / 32768f, 2 / 32768f, 3 / 32768f, 4 / 32768f], WavBytes.ReadAll(piped));
        Assert.False(piped.IsTruncated);
        Assert.Equal(2, piped.FrameCount);
        using WavReader stored = WavBytes.Open(file);
        Assert.Equal(2, stored.FrameCount);
    }

    [Fact]
    public void A_size_of_0_with_chunks_after_it_is_an_empty_recording()
    {
        byte[] chunks = [.. WavBytes.Chunk("fmt ", WavBytes.Format(1, 1, 8000, 16)), .. WavBytes.Chunk("data", []), .. WavBytes.Chunk("LIST", new byte[50])];
        using WavReader reader = WavBytes.Open(WavBytes.Riff("RIFF", null, chunks));
        Assert.Equal(0, reader.FrameCount);
        Assert.Empty(WavBytes.ReadAll(reader));
    }

    [Fact]
    public void A_header_alone_has_no_frames()
    {
        using WavReader reader = WavBytes.Open(WavBytes.Pcm16(1, 8000));
        Assert.Equal(0, reader.FrameCount);
        Assert.Equal(0, reader.ReadFrames(new float[10]));
        Assert.False(reader.IsTruncated);
    }

    [Fact]
    public void A_file_cut_short_is_read_as_far_as_it_goes_and_says_so()
    {
        byte[] file = WavBytes.Make(1, 1, 1000, 16, WavBytes.Shorts(1, 2, 3), dataSize: 4000);
        using WavReader stored = WavBytes.Open(file);
        Assert.True(stored.IsTruncated);
        Assert.Equal(3, stored.FrameCount);
        Assert.Equal(2000, stored.ExpectedFrames);
        Assert.Equal(3, WavBytes.ReadAll(stored).Length);
        string warning = Assert.Single(stored.Warnings);
        Assert.Contains("2000", warning, StringComparison.Ordinal);
        Assert.Contains("test.wav", warning, StringComparison.Ordinal);

        using WavReader piped = new(new TrickleStream(file));
        Assert.False(piped.IsTruncated);
        Assert.Equal(3, WavBytes.ReadAll(piped).Length);
        Assert.True(piped.IsTruncated);
        Assert.Contains("3 are there", piped.TruncationMessage, StringComparison.Ordinal);
        Assert.Equal(0, piped.ReadFrames(new float[1]));
        Assert.Single(piped.Warnings);
    }

    [Theory]
    [InlineData("RF64")]
    [InlineData("BW64")]
    public void A_recording_beyond_4_GB_is_read_to_its_last_frame(string name)
    {
        const long Frames = 1_100_000_000;
        byte[] sizes = [.. BitConverter.GetBytes(4 * Frames + 72), .. BitConverter.GetBytes(4 * Frames), .. BitConverter.GetBytes(Frames), .. new byte[4]];
        byte[] chunks = [.. WavBytes.Chunk("ds64", sizes), .. WavBytes.Chunk("fmt ", WavBytes.Format(1, 2, 48000, 16)), .. WavBytes.Chunk("data", [], uint.MaxValue)];
        byte[] header = WavBytes.Riff(name, uint.MaxValue, chunks);
        byte[] tail = [.. WavBytes.Shorts(16384, -16384), .. WavBytes.Chunk("LIST", new byte[10])];
        using SyntheticStream stream = new(header, header.Length + 4 * Frames + 18, tail, canSeek: true);
        using WavReader reader = new(stream);
        Assert.Equal(Frames, reader.FrameCount);
        float[] block = new float[16384];
        int frames;
        (float Left, float Right) last = default;
        while ((frames = reader.ReadFrames(block)) > 0)
            last = (block[2 * frames - 2], block[2 * frames - 1]);
        Assert.Equal(Frames, reader.Position);
        Assert.Equal((0.5f, -0.5f), last);
        Assert.False(reader.IsTruncated);
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        foreach ((int tag, int bits) in ((int, int)[])[(1, 8), (1, 16), (1, 24), (1, 32), (3, 32), (3, 64), (6, 8), (7, 8)])
        {
            byte[] header = WavBytes.Make(tag, 2, 48000, bits, [], uint.MaxValue);
            using WavReader reader = new(new SyntheticStream(header, long.MaxValue));
            float[] block = new float[2000];
            AllocationAssert.Zero(() => reader.ReadFrames(block));
        }
    }

    [Fact]
    public void The_stream_is_closed_unless_it_is_to_stay_open()
    {
        TrickleStream stream = new(WavBytes.Pcm16(1, 8000, 1));
        new WavReader(stream, leaveOpen: true).Dispose();
        Assert.False(stream.IsDisposed);
        stream = new(WavBytes.Pcm16(1, 8000, 1));
        new WavReader(stream).Dispose();
        Assert.True(stream.IsDisposed);
    }

    [Fact]
    public void A_destination_below_one_frame_is_refused()
    {
        using WavReader reader = WavBytes.Open(WavBytes.Pcm16(2, 8000, 1, 2));
        Assert.Throws<ArgumentException>(() => reader.ReadFrames(new float[1]));
    }
}
