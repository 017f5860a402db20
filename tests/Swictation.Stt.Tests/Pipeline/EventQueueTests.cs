namespace Swictation.Stt.Tests.Pipeline;

public sealed class EventQueueTests
{
    [Fact]
    public async Task Only_the_newest_partial_text_of_an_utterance_and_the_newest_level_wait()
    {
        var queue = new EventQueue(16);
        bool[] replaced =
        [
            queue.Post(Started(0)), queue.Post(Level(1)), queue.Post(Partial(0, "a")), queue.Post(Level(2)), queue.Post(Partial(0, "b")),
            queue.Post(Ended(0)), queue.Post(Partial(1, "c")), queue.Post(Partial(1, "d")), queue.Post(Level(3)),
        ];
        Assert.Equal([false, false, false, true, true, false, false, true, true], replaced);
        Assert.Equal(["SpeechStartedEvent", "b", "SpeechEndedEvent", "d", "3"], await Drain(queue));
        Assert.False(queue.Post(Partial(1, "e"))); // the one before was read
        Assert.Equal(["e"], await Drain(queue));
        queue.Complete(null);
        Assert.False(await queue.WaitAsync());
    }

    [Fact]
    public async Task What_is_never_dropped_waits_up_to_the_capacity_and_in_order()
    {
        const int Capacity = 16;
        const int Count = 5000;
        var queue = new EventQueue(Capacity);
        int posted = 0;
        Task worker = Task.Run(() =>
        {
            for (int i = 0; i < Count; i++)
            {
                queue.Post(Ended(i));
                Volatile.Write(ref posted, i + 1);
                queue.Post(Level(i)); // never waits
            }

            queue.Complete(new InvalidOperationException("after all"));
        });
        Runs.Until(() => queue.IsPaused);
        Assert.Equal(Capacity, posted);
        int taken = 0;
        InvalidOperationException end = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            while (await queue.WaitAsync().AsTask().WaitAsync(Runs.Patience))
            {
                if (queue.TryTake() is SpeechEndedEvent e)
                    Assert.Equal(taken++, e.Utterance);
                Assert.InRange(Volatile.Read(ref posted) - taken, -1, Capacity);
            }
        });
        Assert.Equal("after all", end.Message);
        Assert.Equal(Count, taken);
        await worker;
    }

    [Fact]
    public async Task Without_the_bound_nobody_is_held_up()
    {
        var queue = new EventQueue(16);
        Task worker = Task.Run(() =>
        {
            for (int i = 0; i < 100; i++)
                queue.Post(Ended(i));
        });
        Runs.Until(() => queue.IsPaused);
        queue.LiftBound();
        await worker.WaitAsync(Runs.Patience);
        Assert.Equal(100, (await Drain(queue)).Count);
    }

    private static async Task<List<string>> Drain(EventQueue queue)
    {
        var items = new List<string>();
        while (queue.TryTake() is { } item)
        {
            items.Add(item switch
            {
                PartialEvent e => e.Volatile,
                LevelEvent e => $"{e.Rms}",
                _ => item.GetType().Name,
            });
        }

        await Task.CompletedTask;
        return items;
    }

    private static SpeechStartedEvent Started(int utterance) => new() { Position = default, Utterance = utterance };

    private static SpeechEndedEvent Ended(int utterance) => new() { Position = default, Utterance = utterance, Reason = UtteranceEnd.Silence };

    private static PartialEvent Partial(int utterance, string text) =>
        new() { Position = default, Utterance = utterance, Transcription = new() { Stable = string.Empty, Volatile = text } };

    private static LevelEvent Level(float value) => new() { Position = default, Rms = value, Peak = value, IsSpeech = false };
}
