using System.Net;
using System.Net.Sockets;

namespace Swictation.Stt.Tests.Memory;

public sealed class MemoryPressureTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public void The_systems_lines_are_read()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("memory", "some avg10=1.53 avg60=0.40 avg300=0.11 total=12345\nfull avg10=0.25 avg60=0.00 avg300=0.00 total=99\n"u8);
        Assert.Equal(new MemoryPressure(1.53, 0.25), MemoryPressure.Read(path));
        folder.Write("memory", "some avg10=2.00 avg60=0.40 avg300=0.11 total=12345\n"u8); // a kernel without the second line
        Assert.Equal(new MemoryPressure(2, 0), MemoryPressure.Read(path));
        folder.Write("memory", "nothing of the kind\nsome avg10=x\n"u8);
        Assert.Null(MemoryPressure.Read(path));
        Assert.Null(MemoryPressure.Read(folder.At("absent")));
    }

    [Fact]
    public void Where_the_system_does_not_tell_what_is_free_is_looked_at()
    {
        var time = new ManualTimeProvider();
        long free = 60, limit = 1000;
        int pressed = 0;
        using (MemoryPressureMonitor monitor = MemoryPressureMonitor.Start(() => pressed++, Read, time, null))
        {
            Assert.False(monitor.IsTold);
            time.Advance(TimeSpan.FromSeconds(10));
            Assert.Equal(0, pressed);
            free = 49; // below 5 %
            time.Advance(TimeSpan.FromSeconds(4));
            Assert.Equal(2, pressed);
            limit = 500; // of what the process may take it is more than 5 %
            time.Advance(TimeSpan.FromSeconds(4));
            Assert.Equal(2, pressed);
        }

        free = 0;
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(2, pressed);

        SystemMemory Read() => new() { TotalBytes = 1000, AvailableBytes = free, ResidentBytes = 1, LimitBytes = limit, LimitUsedBytes = 0 };
    }

    [SkippableFact]
    public void What_the_system_tells_is_heard()
    {
        // A socket with urgent data makes poll say what it says of a pressure file: POLLPRI.
        Skip.IfNot(OperatingSystem.IsLinux(), "The system tells only on Linux.");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var sender = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        sender.Connect(listener.LocalEndpoint);
        using Socket receiver = listener.AcceptSocket();
        using var pressed = new SemaphoreSlim(0);
        var time = new ManualTimeProvider();
        int calls = 0;
        using MemoryPressureMonitor monitor = MemoryPressureMonitor.Start(Press, static () => throw new InvalidOperationException(), time, receiver.SafeHandle);
        Assert.True(monitor.IsTold);
        sender.Send([1], SocketFlags.OutOfBand);
        Assert.True(pressed.Wait(Patience));
        Assert.True(pressed.Wait(Patience)); // it goes on, also after an exception

        void Press()
        {
            pressed.Release();
            if (Interlocked.Increment(ref calls) == 1)
                throw new InvalidOperationException();
        }
    }

    [SkippableFact]
    public void The_systems_own_trigger_is_taken_where_it_is_offered()
    {
        Skip.IfNot(OperatingSystem.IsLinux() && MemoryPressure.Read() is not null, "This system does not tell of memory pressure.");
        using var source = MemoryPressureMonitor.OpenSource(static _ => null);
        Skip.If(source is null, "This system tells of memory pressure, but takes no trigger of us.");
        using MemoryPressureMonitor monitor = MemoryPressureMonitor.Start(static () => { }, SystemMemory.Read, TimeProvider.System, source);
        Assert.True(monitor.IsTold);
    }

    [SkippableFact]
    public void What_systemd_names_is_watched_as_it_says()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "systemd runs on Linux.");
        using var folder = new TemporaryFolder();
        string path = folder.Write("watched", default);
        var variables = new Dictionary<string, string> { ["MEMORY_PRESSURE_WATCH"] = path, ["MEMORY_PRESSURE_WRITE"] = Convert.ToBase64String("full 1 2000000\0"u8) };
        MemoryPressureMonitor.OpenSource(variables.GetValueOrDefault)!.Dispose();
        Assert.Equal("full 1 2000000\0"u8.ToArray(), File.ReadAllBytes(path));
        variables["MEMORY_PRESSURE_WATCH"] = folder.At("absent");
        Assert.Null(MemoryPressureMonitor.OpenSource(variables.GetValueOrDefault));
    }

    [Fact]
    public void A_manager_listens_from_the_first_engine_on()
    {
        var time = new ManualTimeProvider();
        using var memory = new FakeMemory();
        using var manager = new EngineManager(new EngineManagerOptions { Probe = memory, TimeProvider = time, KeepFreeBytes = 0 });
        manager.Add("one", () => memory.Load("one", 300)).Transcribe(new float[10]);
        memory.Others = 690; // 10 of 1000 are free
        bool told = OperatingSystem.IsLinux() && MemoryPressureMonitor.OpenSource(static _ => null) is { } source && Close(source);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(told, manager.Engines[0].Load.IsLoaded); // where the system tells, nobody looks

        static bool Close(IDisposable source)
        {
            source.Dispose();
            return true;
        }
    }
}
