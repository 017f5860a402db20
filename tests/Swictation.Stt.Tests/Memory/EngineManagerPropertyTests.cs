using FsCheck.Xunit;

namespace Swictation.Stt.Tests.Memory;

public sealed class EngineManagerPropertyTests
{
    private static readonly float[] Audio = new float[1600];

    /// <remarks>Calls, utterances, requests, pressure and time in any order, against a machine that counts.</remarks>
    [Property(MaxTest = 150)]
    public void No_limit_is_passed_and_nothing_in_use_is_unloaded(int seed)
    {
        var random = new Random(seed);
        var time = new ManualTimeProvider();
        using var memory = new FakeMemory(total: 2000);
        long limit = random.Next(300, 1500);
        using var manager = new EngineManager(new EngineManagerOptions
        {
            Probe = memory,
            TimeProvider = time,
            MaxResidentBytes = limit,
            KeepFreeBytes = random.Next(2) * 400,
            UnloadUnderPressure = false,
            IdleUnload = TimeSpan.FromMinutes(5),
        });
        long[] sizes = [.. Enumerable.Range(0, 5).Select(_ => (long)random.Next(50, 600))];
        int depth = 0;
        ISttStream[] streams = [];
        var underWay = new HashSet<int>();
        ISttEngine[] engines = new ISttEngine[sizes.Length];
        for (int i = 0; i < engines.Length; i++)
        {
            int index = i;
            engines[i] = manager.Add($"{i}", () => memory.Load($"{index}", sizes[index], onCall: Nested), new ManagedEngineOptions
            {
                ExpectedResidentBytes = random.Next(2) * sizes[i],
                KeepLoaded = random.Next(6) == 0,
            });
        }

        streams = [.. engines.Select(static engine => engine.OpenStream())];
        for (int step = 0; step < 60; step++)
        {
            Act(random.Next(engines.Length));
            Check();
        }

        foreach (ISttStream stream in streams)
            stream.Dispose();
        manager.Dispose();
        Assert.Equal(0, memory.Used);

        void Act(int i)
        {
            try
            {
                switch (random.Next(8))
                {
                    case 0 or 1:
                        Assert.Equal($"{i} 1600", engines[i].Transcribe(Audio).Text);
                        break;
                    case 2 when depth == 0:
                        streams[i].Write(Audio);
                        underWay.Add(i);
                        break;
                    case 3 when depth == 0:
                        streams[i].Finish();
                        underWay.Remove(i);
                        break;
                    case 4:
                        bool wasLoaded = manager.Engines[i].Load.IsLoaded;
                        Assert.Equal(wasLoaded && !underWay.Contains(i) && manager.Engines[i].Load.Calls == 0, manager.Unload($"{i}"));
                        break;
                    case 5:
                        manager.RelievePressure();
                        break;
                    case 6:
                        memory.Others = random.Next(1200);
                        break;
                    default:
                        time.Advance(TimeSpan.FromMinutes(random.Next(4)));
                        break;
                }
            }
            catch (MemoryLimitException exception)
            {
                Assert.Equal($"{i}", exception.Engine);
            }
        }

        // A call during which other things happen.
        void Nested()
        {
            if (depth >= 2 || random.Next(3) != 0)
                return;
            depth++;
            int before = manager.Engines.Count(static engine => engine.Load.Calls > 0);
            Act(random.Next(engines.Length));
            Assert.Equal(before, manager.Engines.Count(static engine => engine.Load.Calls > 0));
            Check();
            depth--;
        }

        void Check()
        {
            IReadOnlyList<ManagedEngineStatus> statuses = manager.Engines;
            Assert.Equal(memory.Used, statuses.Sum(static status => status.ResidentBytes));
            Assert.InRange(memory.Used, 0, limit);
            for (int i = 0; i < statuses.Count; i++)
            {
                Assert.Equal(statuses[i].Load.IsLoaded ? sizes[i] : 0, statuses[i].ResidentBytes);
                Assert.True(!underWay.Contains(i) || statuses[i].Load.IsLoaded, $"Engine {i} was unloaded under an utterance.");
                Assert.True(statuses[i].Load.Calls == 0 || statuses[i].Load.IsLoaded, $"Engine {i} was unloaded in a call.");
            }
        }
    }

    [Fact]
    public void Many_threads_share_what_fits_only_two_at_a_time()
    {
        using var memory = new FakeMemory(total: 2000);
        using var manager = new EngineManager(new EngineManagerOptions { Probe = memory, MaxResidentBytes = 250, KeepFreeBytes = 0, UnloadUnderPressure = false });
        ISttEngine[] engines = [.. Enumerable.Range(0, 4).Select(i => manager.Add($"{i}", () => memory.Load($"{i}", 100), new ManagedEngineOptions { ExpectedResidentBytes = 100 }))];
        int heard = 0, refused = 0;
        Parallel.For(0, 2000, new ParallelOptions { MaxDegreeOfParallelism = 6 }, i =>
        {
            try
            {
                Assert.Equal($"{i % 4} 1600", engines[i % 4].Transcribe(Audio).Text);
                Interlocked.Increment(ref heard);
            }
            catch (MemoryLimitException)
            {
                Interlocked.Increment(ref refused);
            }

            Assert.InRange(memory.Used, 0, 250);
        });
        Assert.Equal(2000, heard + refused);
        Assert.True(heard > 0);
        Assert.Equal(memory.Used, manager.Engines.Sum(static engine => engine.ResidentBytes));
    }
}
