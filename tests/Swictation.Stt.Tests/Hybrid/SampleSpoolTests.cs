using FsCheck.Xunit;

namespace Swictation.Stt.Tests.Hybrid;

public sealed class SampleSpoolTests
{
    [Property(MaxTest = 60)]
    public void What_was_appended_is_read_from_any_place_and_memory_is_bounded(int seed)
    {
        var random = new Random(seed);
        using var folder = new TemporaryFolder();
        using var spool = new SampleSpool(limit: 1000, folder.Root);
        for (int round = 0; round < 2; round++)
        {
            var expected = new List<float>();
            for (int block = random.Next(1, 30); block > 0; block--)
            {
                float[] samples = [.. Enumerable.Range(0, random.Next(0, 700)).Select(_ => random.NextSingle())];
                expected.AddRange(samples);
                spool.Append(samples);
                Assert.InRange(spool.Held, 0, 1000);
                Assert.Equal(expected.Count, spool.Length);
                Assert.Equal(expected, ReadAll(spool, 0, random));
            }

            int start = random.Next(expected.Count + 1);
            Assert.Equal(expected[start..], ReadAll(spool, start, random));
            spool.Clear();
            Assert.Equal(0, spool.Length);
            Assert.Empty(Directory.GetFiles(folder.Root));
        }
    }

    [Fact]
    public void Where_no_file_can_be_written_nothing_is_lost()
    {
        float[] audio = ScriptedEngine.Audio(1);
        using var spool = new SampleSpool(limit: 1000, Path.Combine(Path.GetTempPath(), "no", "such", "folder"));
        foreach (float[] block in audio.Chunk(300))
            spool.Append(block);
        Assert.Equal(audio.Length, spool.Held);
        Assert.Equal(audio, ReadAll(spool, 0, new Random(1)));
        spool.Clear();
        spool.Append(audio);
        Assert.Equal(audio, ReadAll(spool, 0, new Random(2)));
    }

    [Fact]
    public void A_file_is_not_left_behind()
    {
        using var folder = new TemporaryFolder();
        var spool = new SampleSpool(limit: 10, folder.Root);
        spool.Append(new float[1000]);
        Assert.InRange(spool.Held, 0, 10);
        if (!OperatingSystem.IsWindows())
            Assert.Empty(Directory.GetFiles(folder.Root)); // it has no name any more
        spool.Dispose();
        Assert.Empty(Directory.GetFiles(folder.Root));
    }

    [Fact]
    public void Appending_allocates_nothing()
    {
        using var spool = new SampleSpool(limit: 100_000, null);
        var block = new float[1600];
        spool.Append(new float[100_000]);
        AllocationAssert.Zero(() => spool.Append(block));
        Assert.True(spool.Length > 300_000);
    }

    private static List<float> ReadAll(SampleSpool spool, long position, Random random)
    {
        var read = new List<float>();
        var block = new float[random.Next(1, 1500)];
        for (int count = spool.Read(position, block); count > 0; count = spool.Read(position, block))
        {
            read.AddRange(block.AsSpan(0, count));
            position += count;
        }

        return read;
    }
}
