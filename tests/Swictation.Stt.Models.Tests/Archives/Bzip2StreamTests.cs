using System.Diagnostics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Swictation.Stt.Models.Bzip2;

namespace Swictation.Stt.Models.Tests.Archives;

/// <summary>The fixtures were made by bzip2 1.0.8.</summary>
public sealed class Bzip2StreamTests
{
    private static readonly string Text = "hello comma world period\n";
    private static readonly string Runs = string.Concat(Enumerable.Range(1, 599).Select(n => new string((char)('A' + (n % 3)), n)));

    private static byte[] Fixture(string name) => File.ReadAllBytes(Repository.Path("tests", "Swictation.Stt.Models.Tests", "Fixtures", name + ".bz2"));

    private static byte[] Decompress(byte[] data, int block = 1 << 16)
    {
        using var stream = new Bzip2Stream(new MemoryStream(data));
        using var output = new MemoryStream();
        byte[] buffer = new byte[block];
        while (stream.Read(buffer) is var count and > 0)
            output.Write(buffer, 0, count);
        Assert.Equal(0, stream.Read(buffer));
        return output.ToArray();
    }

    [Fact]
    public void What_bzip2_compressed_comes_out_as_it_was()
    {
        Assert.Empty(Decompress(Fixture("empty")));
        Assert.Equal(Text, Encoding.ASCII.GetString(Decompress(Fixture("text"))));
        Assert.Equal(Runs, Encoding.ASCII.GetString(Decompress(Fixture("runs"))));
        Assert.Equal(Enumerable.Range(0, 1024).Select(i => (byte)i), Decompress(Fixture("bytes")));
        Assert.Equal(string.Concat(Enumerable.Range(0, 20000).Select(i => $"{i}\n")), Encoding.ASCII.GetString(Decompress(Fixture("numbers"))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100_000)]
    public void Streams_in_a_row_are_one_whatever_is_read_at_a_time(int block) =>
        Assert.Equal(Text + Runs + Text, Encoding.ASCII.GetString(Decompress(Fixture("several"), block)));

    [Fact]
    public void Every_cut_is_noticed()
    {
        byte[] data = Fixture("text");
        for (int length = 0; length < data.Length; length++)
            Assert.Throws<InvalidDataException>(() => Decompress(data[..length]));
    }

    [Fact]
    public void Every_changed_bit_is_noticed()
    {
        byte[] data = Fixture("text");
        byte[] right = Decompress(data);
        int harmless = 0;
        for (int bit = 0; bit < data.Length * 8; bit++)
        {
            byte[] wrong = [.. data];
            wrong[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                // The level of compression, the codes of symbols that do not occur and the bits after the end change nothing.
                Assert.Equal(right, Decompress(wrong));
                harmless++;
            }
            catch (InvalidDataException)
            {
                // noticed
            }
        }

        Assert.InRange(harmless, 0, data.Length * 8 / 20);
    }

    [Property(MaxTest = 300)]
    public Property Hostile_data_is_an_error_of_the_data_and_nothing_else()
    {
        byte[] data = Fixture("runs");
        var changes = ArbMap.Default.GeneratorFor<int>().Select(Math.Abs).Two().ListOf(5);
        return Prop.ForAll(changes.ToArbitrary(), list =>
        {
            byte[] wrong = [.. data];
            foreach ((int place, int value) in list)
                wrong[4 + (place % (wrong.Length - 4))] = (byte)value;
            try
            {
                return Decompress(wrong).Length <= 900_000 * 52; // a run of five bytes may stand for 259
            }
            catch (InvalidDataException)
            {
                return true;
            }
        });
    }

    [SkippableTheory]
    [InlineData(0, 1)]
    [InlineData(2_000_000, 9)]
    [InlineData(450_000, 1)]
    [InlineData(899_999, 9)]
    public void Large_data_of_the_program_itself_is_read(int length, int level)
    {
        Skip.If(!File.Exists("/usr/bin/bzip2") && !File.Exists("/bin/bzip2"), "The program bzip2 is not installed.");
        var random = new Random(length + 1);
        byte[] content = new byte[length];
        for (int i = 0; i < length; i++)
            content[i] = (byte)(random.Next(4) == 0 || i == 0 ? random.Next(40) : content[i - 1]);
        Assert.Equal(content, Decompress(Compress(content, level)));
    }

    internal static byte[] Compress(byte[] content, int level = 9)
    {
        using Process process = Process.Start(new ProcessStartInfo("bzip2", $"-{level} -c") { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        Task writing = Task.Run(() =>
        {
            process.StandardInput.BaseStream.Write(content);
            process.StandardInput.Close();
        });
        using var compressed = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(compressed);
        writing.GetAwaiter().GetResult();
        process.WaitForExit();
        return compressed.ToArray();
    }
}
