namespace Swictation.Stt.Parakeet.Tests;

[Collection("Allocations")]
public sealed class StreamAllocationTests
{
    [Fact]
    public void Taking_samples_between_updates_allocates_nothing()
    {
        using ISttStream stream = Engines.Tiny().OpenStream(Streams.Options(2, 10, 2));
        var block = new float[80];
        stream.Write(new float[150000]);
        stream.Reset(); // keeps its room
        AllocationAssert.Zero(() => stream.Write(block));
    }

    [Fact]
    public void An_update_allocates_little_beside_its_text()
    {
        using ISttStream stream = Engines.Tiny().OpenStream(Streams.Tiny);
        float[] audio = Streams.Concatenate(new Random(1), 6).Audio;
        long least = long.MaxValue;
        for (int round = 0; round < 3; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            stream.Write(audio);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            stream.Reset();
        }

        // Features alone would be 160 kB an update, encoder frames 32 kB.
        Assert.InRange(least / (audio.Length / 7680), 1, 12000);
    }
}
