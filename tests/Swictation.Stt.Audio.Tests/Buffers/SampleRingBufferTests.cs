using FsCheck;
using FsCheck.Xunit;

namespace Swictation.Stt.Audio.Tests;

public sealed class SampleRingBufferTests
{
    // Whole numbers below 2^24 are exact in a float; a period that is no power of two shows a slip by the size of the buffer.
    private const int Period = 65_521;

    [Fact]
    public void The_capacity_is_rounded_up()
    {
        Assert.Equal(1, new SampleRingBuffer(1).Capacity);
        Assert.Equal(1024, new SampleRingBuffer(1000).Capacity);
        Assert.Throws<ArgumentOutOfRangeException>(() => new SampleRingBuffer(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SampleRingBuffer(int.MaxValue));
    }

    [Fact]
    public void What_does_not_fit_is_lost_and_reported_with_its_place()
    {
        SampleRingBuffer ring = new(4);
        Assert.Equal(3, ring.Write([0, 1, 2]));
        Assert.Equal(1, ring.Write([3, 4, 5]));
        Assert.Equal(0, ring.Write([6]));
        Assert.Equal(3, ring.DroppedSamples);
        Assert.False(ring.TryReadOverrun(out _));

        float[] block = new float[3];
        Assert.Equal(3, ring.Read(block));
        Assert.Equal([0f, 1f, 2f], block);
        Assert.Equal(2, ring.Write([7, 8]));
        Assert.True(ring.TryReadOverrun(out SampleOverrun overrun));
        Assert.Equal(new SampleOverrun(4, 3, 4), overrun);
        Assert.False(ring.TryReadOverrun(out _));

        Assert.Equal(1, ring.Write([9, 10]));
        Assert.Equal(3, ring.Read(block));
        Assert.Equal([3f, 7f, 8f], block);
        Assert.Equal(1, ring.Write([11]));
        Assert.True(ring.TryReadOverrun(out overrun));
        Assert.Equal(new SampleOverrun(10, 1, 7), overrun);
        Assert.Equal(8, ring.WrittenSamples);
        Assert.Equal(6, ring.ReadSamples);
        Assert.Equal(2, ring.Count);
    }

    [Fact]
    public void All_or_nothing_loses_nothing()
    {
        SampleRingBuffer ring = new(4);
        Assert.True(ring.TryWrite([1, 2, 3]));
        Assert.False(ring.TryWrite([4, 5]));
        Assert.Equal(0, ring.DroppedSamples);
        Assert.Equal(3, ring.Count);
        Assert.Throws<ArgumentException>(() => ring.TryWrite(new float[5]));
    }

    [Fact]
    public void Peek_shows_what_lies_together_and_takes_nothing()
    {
        SampleRingBuffer ring = new(4);
        ring.Write([1, 2, 3]);
        ring.Advance(2);
        ring.Write([4, 5]);
        Assert.Equal([3f, 4f], ring.Peek().ToArray());
        Assert.Equal([3f, 4f], ring.Peek().ToArray());
        ring.Advance(2);
        Assert.Equal([5f], ring.Peek().ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => ring.Advance(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => ring.Advance(-1));
        ring.Advance(1);
        Assert.True(ring.Peek().IsEmpty);
    }

    [Property(MaxTest = 300)]
    public void It_behaves_like_a_queue(NonNegativeInt seed)
    {
        Random random = new(seed.Item);
        SampleRingBuffer ring = new(random.Next(1, 50));
        Queue<float> model = new();
        float next = 0;
        for (int i = 0; i < 200; i++)
        {
            float[] block = new float[random.Next(0, 70)];
            if (random.Next(2) == 0)
            {
                for (int j = 0; j < block.Length; j++)
                    block[j] = next++;
                int fit = Math.Min(block.Length, ring.Capacity - model.Count);
                Assert.Equal(fit, ring.Write(block));
                foreach (float sample in block.AsSpan(0, fit))
                    model.Enqueue(sample);
            }
            else
            {
                while (ring.TryReadOverrun(out _))
                {
                }

                int count = ring.Read(block);
                Assert.Equal(Math.Min(block.Length, model.Count), count);
                for (int j = 0; j < count; j++)
                    Assert.Equal(model.Dequeue(), block[j]);
            }

            Assert.Equal(model.Count, ring.Count);
            while (ring.TryReadOverrun(out _))
            {
            }
        }
    }

    [Fact]
    public void A_full_list_of_gaps_loses_samples_rather_than_places()
    {
        SampleRingBuffer ring = new(1);
        float[] one = new float[1];
        for (int i = 0; i < 100; i++)
        {
            ring.Write([i, -1]);
            ring.Read(one);
        }

        long total = 0;
        long read = 0;
        while (ring.TryReadOverrun(out SampleOverrun overrun))
        {
            Assert.Equal(overrun.ReadPosition + total, overrun.Position);
            total += overrun.Count;
            read = overrun.ReadPosition;
        }

        Assert.Equal(64, read);
        ring.Write([5]);
        Assert.True(ring.TryReadOverrun(out SampleOverrun last));
        Assert.Equal(ring.DroppedSamples, total + last.Count);
        Assert.Equal(200, last.Position + last.Count);
    }

    [Fact]
    public async Task Two_threads_keep_the_order()
    {
        const int Total = 3_000_000;
        SampleRingBuffer ring = new(1000);
        Task writer = Task.Factory.StartNew(
            () =>
            {
                Random random = new(1);
                float[] block = new float[700];
                for (int at = 0; at < Total;)
                {
                    int count = Math.Min(random.Next(1, block.Length), Total - at);
                    for (int i = 0; i < count; i++)
                        block[i] = (at + i) % Period;
                    while (!ring.TryWrite(block.AsSpan(0, count)))
                        Thread.Yield();
                    at += count;
                }
            },
            TaskCreationOptions.LongRunning);
        float[] destination = new float[900];
        for (int at = 0; at < Total;)
        {
            int count = ring.Read(destination);
            for (int i = 0; i < count; i++)
            {
                if (destination[i] != (at + i) % Period)
                    Assert.Fail($"Sample {at + i} is {destination[i]}.");
            }

            at += count;
            if (count == 0)
                Thread.Yield();
        }

        await writer;
        Assert.Equal(0, ring.DroppedSamples);
        Assert.Equal(0, ring.Count);
    }

    [Fact]
    public async Task A_writer_that_does_not_wait_loses_samples_whose_places_are_all_known()
    {
        const int Total = 3_000_000;
        SampleRingBuffer ring = new(2048);
        Task writer = Task.Factory.StartNew(
            () =>
            {
                float[] block = new float[160];
                for (int at = 0; at < Total; at += block.Length)
                {
                    for (int i = 0; i < block.Length; i++)
                        block[i] = (at + i) % Period;
                    ring.Write(block);
                    if (at % (block.Length * 16) == 0)
                        Thread.Yield();
                }
            },
            TaskCreationOptions.LongRunning);

        float[] destination = new float[333];
        Queue<SampleOverrun> gaps = new();
        long position = 0;
        long lost = 0;
        while (true)
        {
            bool finished = writer.IsCompleted;
            long start = ring.ReadSamples;
            int count = ring.Read(destination);
            // A gap is published before the samples that follow it, so all that matter to this block are here by now.
            while (ring.TryReadOverrun(out SampleOverrun overrun))
                gaps.Enqueue(overrun);
            for (int i = 0; i < count; i++)
            {
                while (gaps.TryPeek(out SampleOverrun gap) && gap.ReadPosition == start + i)
                {
                    Assert.Equal(gap.Position, position);
                    position += gap.Count;
                    lost += gap.Count;
                    gaps.Dequeue();
                }

                if (destination[i] != position % Period)
                    Assert.Fail($"The sample at {position} is {destination[i]}.");
                position++;
            }

            if (finished && count == 0)
                break;
        }

        await writer;
        // A gap at the very end has nothing after it and is known only by its count.
        Assert.Equal(Total - position, ring.DroppedSamples - lost);
        Assert.Equal(Total, ring.ReadSamples + ring.DroppedSamples);
    }

    [Fact]
    public void Writing_and_reading_allocate_nothing()
    {
        SampleRingBuffer ring = new(1024);
        float[] block = new float[1500];
        AllocationAssert.Zero(() =>
        {
            ring.Write(block);
            ring.Read(block);
            ring.TryReadOverrun(out _);
        });
    }
}
