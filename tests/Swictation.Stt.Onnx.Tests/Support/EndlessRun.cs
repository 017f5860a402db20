namespace Swictation.Stt.Onnx.Tests.Support;

/// <summary>One run of <see cref="TestModels.Endless"/> on a thread of its own, with its signals in memory that both sides share.</summary>
internal sealed class EndlessRun : IDisposable
{
    /// <summary>How often the loop goes round at most: minutes, so that a stop that does not work shows as a run that succeeds.</summary>
    private const long Limit = 50_000_000;

    private readonly long[] _started = GC.AllocateArray<long>(1, pinned: true);
    private readonly bool[] _going = GC.AllocateArray<bool>(1, pinned: true);
    private readonly OrtValue[] _inputs;
    private readonly OrtValue?[] _outputs;
    private readonly Thread _thread;
    private Exception? _failure;

    public EndlessRun(InferenceSession session, RunOptions? options = null)
    {
        _going[0] = true;
        _inputs = [OrtValue.FromMemory<long>(new[] { 1L }), OrtValue.FromMemory<bool>(_going), OrtValue.FromMemory<long>(new[] { Limit })];
        _outputs = [OrtValue.FromMemory<long>(_started), OrtValue.Create<long>()];
        _outputs[1]!.Span<long>()[0] = -1;
        _thread = new Thread(() => _failure = Record.Exception(() => session.Run(_inputs, _outputs, options))) { IsBackground = true };
        _thread.Start();
    }

    public static SessionOptions Options { get; } = new() { OptimizationLevel = GraphOptimizationLevel.None, IntraOpThreads = 1 };

    /// <summary>Gets how often the loop went round: -1 where it did not come to its end, 0 where that came before its first round.</summary>
    public long Rounds => _outputs[1]!.Span<long>()[0];

    public static InferenceSession Load() => InferenceSession.FromBytes(TestModels.Endless, "endless.onnx", null, Options);

    /// <summary>Waits until the graph is inside its loop.</summary>
    public void AwaitStart()
    {
        var spin = new SpinWait();
        while (Volatile.Read(ref _started[0]) == 0)
        {
            Assert.True(_thread.IsAlive, $"The run ended before its loop: {_failure}");
            spin.SpinOnce();
        }
    }

    /// <summary>Asserts that the graph's first node has run and its last has not.</summary>
    public void AssertInside()
    {
        Assert.Equal(1, Volatile.Read(ref _started[0]));
        Assert.True(_thread.IsAlive, $"The run ended by itself after {Rounds} rounds: {_failure}");
    }

    /// <summary>Lets the loop come to its own end.</summary>
    public void Finish() => Volatile.Write(ref _going[0], false);

    /// <summary>Waits for the run to end, and gets what it threw.</summary>
    public Exception? Join()
    {
        _thread.Join();
        return _failure;
    }

    public void Dispose()
    {
        Finish();
        _thread.Join();
        foreach (OrtValue? value in _inputs.Concat(_outputs))
            value?.Dispose();
    }
}
