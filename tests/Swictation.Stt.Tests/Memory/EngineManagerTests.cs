using System.Runtime.InteropServices;
using Swictation.Stt.Tests.Hybrid;
using Swictation.Stt.Tests.Pipeline;

namespace Swictation.Stt.Tests.Memory;

public sealed class EngineManagerTests : IDisposable
{
    private static readonly float[] Audio = new float[1600];

    private readonly ManualTimeProvider _time = new();
    private readonly FakeMemory _memory = new();
    private EngineManager? _manager;

    [Fact]
    public void Engines_are_loaded_when_they_are_called_and_their_memory_is_measured()
    {
        EngineManager manager = Manager();
        ISttEngine one = manager.Add("one", () => _memory.Load("one", 300, 20));
        manager.Add("two", () => _memory.Load("two", 100));
        Assert.Equal([false, false], manager.Engines.Select(static engine => engine.Load.IsLoaded));
        Assert.Equal("one 1600", one.Transcribe(Audio).Text);
        Assert.Equal("one", one.Info.ModelId);
        ManagedEngineStatus status = manager.Engines[0];
        Assert.Equal(("one", true, 300, 20L, TimeSpan.Zero), (status.Name, status.Load.IsLoaded, status.ResidentBytes, status.DeviceBytes, status.Idle));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(TimeSpan.FromMinutes(1), manager.Engines[0].Idle);
        Assert.Equal((false, 0, 0L, null), (manager.Engines[1].Load.IsLoaded, manager.Engines[1].ResidentBytes, manager.Engines[1].DeviceBytes, manager.Engines[1].Idle));
    }

    [Fact]
    public void Every_way_of_calling_goes_to_the_engine()
    {
        EngineManager manager = Manager();
        ISttEngine one = manager.Add("one", () => _memory.Load("one", 1));
        Assert.Equal("one 1600", one.Transcribe(Audio).Text);
        Assert.Equal(["one 1600", "one 800"], one.Transcribe([Audio, Audio.AsMemory(0, 800)]).Select(static heard => heard.Text));
        Assert.Equal("one 1600", one.Transcribe(new BlockSource(Audio, 100)).Text);
        Assert.Throws<OperationCanceledException>(() => one.Transcribe(Audio, cancellationToken: new CancellationToken(canceled: true)));
        Assert.Throws<ArgumentNullException>(() => one.Transcribe((ISampleSource)null!));
        Assert.Equal((0, 1), (manager.Engines[0].Load.Calls, manager.Engines[0].Load.Loads));
    }

    [Fact]
    public void What_nobody_uses_is_unloaded_after_a_while_and_loaded_again()
    {
        EngineManager manager = Manager();
        ISttEngine one = manager.Add("one", () => _memory.Load("one", 300));
        ISttEngine two = manager.Add("two", () => _memory.Load("two", 300), new ManagedEngineOptions { IdleUnload = TimeSpan.FromMinutes(1) });
        ISttEngine three = manager.Add("three", () => _memory.Load("three", 300), new ManagedEngineOptions { KeepLoaded = true });
        foreach (ISttEngine engine in new[] { one, two, three })
            engine.Transcribe(Audio);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal([true, false, true], manager.Engines.Select(static engine => engine.Load.IsLoaded));
        _time.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal([false, false, true], manager.Engines.Select(static engine => engine.Load.IsLoaded));
        Assert.Equal(300, _memory.Used);
        Assert.Equal(0, manager.Engines[0].ResidentBytes);
        Assert.Equal(2, _memory.Trims);
        Assert.Equal("one 1600", one.Transcribe(Audio).Text);
        Assert.Equal(2, manager.Engines[0].Load.Loads);
    }

    [Fact]
    public void The_longest_unused_makes_room()
    {
        EngineManager manager = Manager(new EngineManagerOptions { MaxResidentBytes = 700 });
        ISttEngine[] engines = [.. "abc".Select(name => manager.Add($"{name}", () => _memory.Load($"{name}", 300), new ManagedEngineOptions { ExpectedResidentBytes = 300 }))];
        Call(engines[0]);
        Call(engines[1]);
        Call(engines[0]); // b is now the one unused for longest
        Call(engines[2]);
        Assert.Equal([true, false, true], manager.Engines.Select(static engine => engine.Load.IsLoaded));
        Call(engines[1]);
        Assert.Equal([false, true, true], manager.Engines.Select(static engine => engine.Load.IsLoaded));
        Assert.Equal(600, _memory.Used);
    }

    [Fact]
    public void What_was_not_expected_is_noticed_after_the_load_and_known_from_then_on()
    {
        EngineManager manager = Manager(new EngineManagerOptions { MaxResidentBytes = 700 });
        ISttEngine one = manager.Add("one", () => _memory.Load("one", 600));
        int loads = 0;
        ISttEngine two = manager.Add("two", () => LoadTwo(200));
        Call(one);
        Call(two);
        Assert.Equal([false, true], manager.Engines.Select(static engine => engine.Load.IsLoaded));
        Call(one);
        Assert.Equal([true, false], manager.Engines.Select(static engine => engine.Load.IsLoaded));

        ISttEngine huge = manager.Add("huge", () => LoadTwo(800));
        MemoryLimitException exception = Assert.Throws<MemoryLimitException>(() => huge.Transcribe(Audio));
        Assert.Equal("huge", exception.Engine);
        Assert.Contains("unloaded again", exception.Message, StringComparison.Ordinal);
        Assert.Equal((2, 600), (loads, _memory.Used)); // it was loaded and taken back, and nothing else had to go
        Assert.Contains("was not loaded", Assert.Throws<MemoryLimitException>(() => huge.Transcribe(Audio)).Message, StringComparison.Ordinal);
        Assert.Equal((2, 600), (loads, _memory.Used)); // now it is known
        Assert.Equal((false, 0), (manager.Engines[2].Load.IsLoaded, manager.Engines[2].ResidentBytes));

        FakeEngine LoadTwo(long resident)
        {
            loads++;
            return _memory.Load("two", resident);
        }
    }

    [Fact]
    public void An_engine_in_use_stays_and_the_other_is_refused()
    {
        EngineManager manager = Manager(new EngineManagerOptions { MaxResidentBytes = 700 });
        ISttEngine two = manager.Add("two", () => _memory.Load("two", 500), new ManagedEngineOptions { ExpectedResidentBytes = 500 });
        MemoryLimitException? refused = null;
        ISttEngine one = manager.Add("one", () => _memory.Load("one", 600, onCall: () =>
        {
            refused = Assert.Throws<MemoryLimitException>(() => two.Transcribe(Audio));
            Assert.False(manager.Unload("one"));
            Assert.Equal(0, manager.UnloadIdle());
            manager.RelievePressure();
            _time.Advance(TimeSpan.FromHours(1));
        }));
        Assert.Equal("one 1600", one.Transcribe(Audio).Text);
        Assert.Contains("may take", refused!.Message, StringComparison.Ordinal);
        Assert.Equal("two 1600", two.Transcribe(Audio).Text);
        Assert.Equal([true, false], manager.Engines.Select(static engine => engine.Load.IsLoaded));
    }

    [Fact]
    public void An_utterance_under_way_keeps_its_engine_and_a_stream_between_two_does_not()
    {
        EngineManager manager = Manager(new EngineManagerOptions { MaxResidentBytes = 700 });
        int loads = 0;
        ISttEngine one = manager.Add("one", () =>
        {
            loads++;
            return new ScriptedEngine(ScriptedWord.Spread("one two three four"));
        });
        using ISttStream stream = one.OpenStream();
        Assert.Equal(0, loads);
        Assert.Equal(string.Empty, stream.Finish().Text);
        stream.Write([]);
        Assert.Equal(0, loads);
        float[] audio = ScriptedEngine.Audio(3);
        for (int utterance = 1; utterance <= 2; utterance++)
        {
            stream.Write(audio.AsSpan(0, 20_000));
            Assert.False(manager.Unload("one"));
            _time.Advance(TimeSpan.FromHours(1));
            stream.Write(audio.AsSpan(20_000));
            Assert.Equal("one two three four", stream.Finish().Text);
            Assert.Same(PartialTranscription.Empty, stream.Current);
            Assert.True(manager.Unload("one"));
            Assert.Equal(utterance, loads);
        }

        Assert.Throws<ArgumentException>(() => stream.Write([float.NaN]));
        stream.Write(audio);
        stream.Reset();
        Assert.True(manager.Unload("one"));
        one.Dispose();
        Assert.Throws<ObjectDisposedException>(() => stream.Write(audio));
        Assert.Empty(manager.Engines);
    }

    [Fact]
    public void Memory_is_kept_free_for_the_rest_of_the_machine()
    {
        EngineManager manager = Manager(new EngineManagerOptions { KeepFreeBytes = 100 });
        ISttEngine one = manager.Add("one", () => _memory.Load("one", 500), new ManagedEngineOptions { ExpectedResidentBytes = 500 });
        ISttEngine two = manager.Add("two", () => _memory.Load("two", 500), new ManagedEngineOptions { ExpectedResidentBytes = 500 });
        Call(one);
        Call(two);
        Assert.Equal([false, true], manager.Engines.Select(static engine => engine.Load.IsLoaded));
        _memory.Others = 450;
        MemoryLimitException exception = Assert.Throws<MemoryLimitException>(() => one.Transcribe(Audio));
        Assert.Contains("are free", exception.Message, StringComparison.Ordinal);
        Assert.Equal([false, true], manager.Engines.Select(static engine => engine.Load.IsLoaded)); // nothing went in vain
        _memory.Others = 0;
        Call(one);
        Assert.Equal([true, false], manager.Engines.Select(static engine => engine.Load.IsLoaded));
    }

    [Fact]
    public void Gpu_memory_has_a_limit_of_its_own()
    {
        EngineManager manager = Manager(new EngineManagerOptions { MaxDeviceBytes = 100 });
        ISttEngine one = manager.Add("one", () => _memory.Load("one", 1, 60), new ManagedEngineOptions { ExpectedDeviceBytes = 60 });
        ISttEngine two = manager.Add("two", () => _memory.Load("two", 1, 60));
        Call(one);
        Call(two);
        Assert.Equal([false, true], manager.Engines.Select(static engine => engine.Load.IsLoaded));
        ISttEngine huge = manager.Add("huge", () => _memory.Load("huge", 1, 120));
        Assert.Contains("GPU memory", Assert.Throws<MemoryLimitException>(() => huge.Transcribe(Audio)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_driver_does_not_tell_the_gpu_memory_is_not_known()
    {
        using var memory = new FakeMemory(deviceTotal: null);
        using var manager = new EngineManager(new EngineManagerOptions { Probe = memory, TimeProvider = _time, KeepFreeBytes = 0, UnloadUnderPressure = false });
        manager.Add("one", () => memory.Load("one", 5, 60)).Transcribe(Audio);
        Assert.Null(manager.Engines[0].DeviceBytes);
    }

    [Fact]
    public void Under_pressure_one_engine_goes_at_a_time_the_longest_unused_first()
    {
        EngineManager manager = Manager();
        ISttEngine[] engines = [.. "abc".Select(name => manager.Add($"{name}", () => _memory.Load($"{name}", 100), new ManagedEngineOptions { KeepLoaded = name == 'a' }))];
        foreach (ISttEngine engine in engines)
            Call(engine);
        manager.RelievePressure();
        Assert.Equal([true, false, true], manager.Engines.Select(static engine => engine.Load.IsLoaded));
        manager.RelievePressure();
        manager.RelievePressure();
        Assert.Equal([true, false, false], manager.Engines.Select(static engine => engine.Load.IsLoaded));
        Assert.Equal(1, manager.UnloadIdle()); // on request also what is kept
    }

    [Fact]
    public void An_engine_that_cannot_be_loaded_fails_and_is_tried_again()
    {
        EngineManager manager = Manager();
        int tries = 0;
        ISttEngine one = manager.Add("one", () => tries++ == 0 ? throw new ModelNotFoundException("not here", "one") : _memory.Load("one", 5));
        Assert.Throws<ModelNotFoundException>(() => one.Transcribe(Audio));
        Assert.Equal((1, 0L), (manager.Engines[0].Load.FailedLoads, manager.Engines[0].ResidentBytes));
        Assert.Equal("one 1600", one.Transcribe(Audio).Text);
        Assert.Throws<InvalidOperationException>(() => manager.Add("none", () => null!).Transcribe(Audio));
    }

    [Fact]
    public void What_is_loaded_and_what_it_takes_can_be_observed()
    {
        using var meter = new MeterRecording();
        EngineManager manager = Manager(new EngineManagerOptions { MeterFactory = meter });
        ISttEngine one = manager.Add("one", () => _memory.Load("one", 300, 20));
        manager.Add("two", () => _memory.Load("two", 300));
        Call(one);
        meter.Observe();
        Assert.Equal([1.0, 0.0], meter.Values(SttDiagnostics.EngineLoaded));
        Assert.Equal([300.0], meter.Values(SttDiagnostics.EngineResident, SttDiagnostics.ModelTag, "one"));
        Assert.Equal([20.0], meter.Values(SttDiagnostics.EngineDevice, SttDiagnostics.ModelTag, "one"));
        manager.Unload("one");
        Call(one);
        _time.Advance(TimeSpan.FromMinutes(10));
        Call(one);
        manager.RelievePressure();
        Call(one);
        manager.Dispose();
        Assert.Equal(4, meter.Sum(SttDiagnostics.EngineLoads));
        foreach (string reason in new[] { "request", "idle", "pressure", "disposed" })
            Assert.Equal([1.0], meter.Values(SttDiagnostics.EngineUnloads, SttDiagnostics.ReasonTag, reason));
    }

    [Fact]
    public void Disposing_the_manager_disposes_its_engines()
    {
        EngineManager manager = Manager();
        ISttEngine one = manager.Add("one", () => _memory.Load("one", 300));
        Call(one);
        manager.Dispose();
        Assert.Equal(0, _memory.Used);
        Assert.Throws<ObjectDisposedException>(() => one.Transcribe(Audio));
        Assert.Throws<ObjectDisposedException>(() => one.OpenStream());
        Assert.Throws<ObjectDisposedException>(() => manager.Add("two", () => _memory.Load("two", 300)));
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        EngineManager manager = Manager();
        manager.Add("one", () => new FakeEngine("one"));
        Assert.Throws<ArgumentException>(() => manager.Add("one", () => new FakeEngine("one")));
        Assert.Throws<ArgumentException>(() => manager.Add(" ", () => new FakeEngine("one")));
        Assert.Contains("one", Assert.Throws<ArgumentException>(() => manager.Unload("two")).Message, StringComparison.Ordinal);
        foreach (EngineManagerOptions options in new EngineManagerOptions[]
        {
            new() { MaxResidentBytes = 0 }, new() { MaxDeviceBytes = -1 }, new() { KeepFreeBytes = -1 }, new() { IdleUnload = TimeSpan.Zero }, new() { IdleUnload = TimeSpan.FromDays(25) },
        })
            Assert.Throws<ArgumentOutOfRangeException>(() => new EngineManager(options));
        foreach (ManagedEngineOptions options in new ManagedEngineOptions[] { new() { ExpectedResidentBytes = -1 }, new() { ExpectedDeviceBytes = -1 }, new() { IdleUnload = TimeSpan.Zero } })
            Assert.Throws<ArgumentOutOfRangeException>(() => manager.Add("two", () => new FakeEngine("two"), options));
    }

    [Fact]
    public unsafe void The_memory_of_this_machine_is_measured()
    {
        const int Size = 256 << 20;
        void* weights = null;
        using var manager = new EngineManager(new EngineManagerOptions { UnloadUnderPressure = false, KeepFreeBytes = 0 });
        ISttEngine engine = manager.Add("large", Load);
        Call(engine);
        Assert.InRange(manager.Engines[0].ResidentBytes, Size / 2, 4L * Size); // other tests take and give memory meanwhile
        Assert.True(manager.Unload("large"));
        Assert.Equal(0, manager.Engines[0].ResidentBytes);

        FakeEngine Load()
        {
            weights = NativeMemory.Alloc(Size);
            NativeMemory.Fill(weights, Size, 1);
            return new FakeEngine("large") { OnDispose = () => NativeMemory.Free(weights) };
        }
    }

    public void Dispose() => _manager?.Dispose();

    private EngineManager Manager(EngineManagerOptions? options = null) => _manager = new EngineManager((options ?? new EngineManagerOptions()) with
    {
        Probe = _memory,
        TimeProvider = _time,
        KeepFreeBytes = options is { KeepFreeBytes: < 1000 } ? options.KeepFreeBytes : 0,
        UnloadUnderPressure = false,
    });

    private void Call(ISttEngine engine)
    {
        engine.Transcribe(Audio);
        _time.Advance(TimeSpan.FromSeconds(1));
    }
}
