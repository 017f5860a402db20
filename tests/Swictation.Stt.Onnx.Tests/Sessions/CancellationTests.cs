using Swictation.Stt.Onnx.Tests.Support;

namespace Swictation.Stt.Onnx.Tests.Sessions;

public sealed class CancellationTests
{
    [Fact]
    public void Terminate_stops_a_run_that_is_inside_its_graph()
    {
        using InferenceSession session = EndlessRun.Load();
        using var options = new RunOptions();
        using var run = new EndlessRun(session, options);
        run.AwaitStart();
        Assert.False(options.IsTerminated);
        options.Terminate();
        var failure = Assert.IsType<OnnxRuntimeException>(run.Join());
        Assert.Contains("terminate", failure.NativeMessage, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("endless.onnx", failure.ModelPath);
        Assert.Equal(-1, run.Rounds); // the loop never came to its end
        Assert.True(options.IsTerminated);
    }

    [Fact]
    public void Terminate_stops_only_the_runs_that_use_the_options()
    {
        using InferenceSession session = EndlessRun.Load();
        using var options = new RunOptions();
        using var others = new RunOptions();
        using var stopped = new EndlessRun(session, options);
        using var second = new EndlessRun(session, options);
        using var other = new EndlessRun(session, others);
        using var free = new EndlessRun(session);
        stopped.AwaitStart();
        second.AwaitStart();
        other.AwaitStart();
        free.AwaitStart();
        options.Terminate();
        Assert.IsType<OnnxRuntimeException>(stopped.Join());
        Assert.IsType<OnnxRuntimeException>(second.Join());
        other.AssertInside();
        free.AssertInside();
        other.Finish();
        free.Finish();
        Assert.Null(other.Join());
        Assert.Null(free.Join());
    }

    [Fact]
    public void Terminate_before_a_run_stops_it_at_once_and_Reset_lets_it_go()
    {
        using var arithmetic = new Arithmetic();
        using var options = new RunOptions();
        var outputs = new OrtValue?[2];
        options.Terminate();
        options.Terminate();
        Assert.Throws<OnnxRuntimeException>(() => arithmetic.Session.Run(arithmetic.Inputs, outputs, options));
        Assert.All(outputs, Assert.Null);

        options.Reset();
        Assert.False(options.IsTerminated);
        arithmetic.Session.Run(arithmetic.Inputs, outputs, options);
        Assert.Equal(Arithmetic.Sum, outputs[0]!.Span<float>().ToArray());
        outputs[0]!.Dispose();
        outputs[1]!.Dispose();
    }

    [Fact]
    public void A_session_runs_again_after_a_stopped_run()
    {
        using InferenceSession session = EndlessRun.Load();
        using var options = new RunOptions();
        using (var run = new EndlessRun(session, options))
        {
            run.AwaitStart();
            options.Terminate();
            Assert.IsType<OnnxRuntimeException>(run.Join());
        }

        options.Reset();
        using var again = new EndlessRun(session, options);
        again.AwaitStart();
        again.Finish();
        Assert.Null(again.Join());
        Assert.True(again.Rounds >= 0);
    }

    [Fact]
    public void A_cancellation_token_stops_a_run()
    {
        using InferenceSession session = EndlessRun.Load();
        using var source = new CancellationTokenSource();
        using var options = new RunOptions();
        using CancellationTokenRegistration registration = source.Token.Register(options.Terminate);
        using var run = new EndlessRun(session, options);
        run.AwaitStart();
        source.Cancel();
        Assert.IsType<OnnxRuntimeException>(run.Join());
    }

    [Fact]
    public void Terminate_stops_a_session_that_was_disposed_meanwhile()
    {
        InferenceSession session = EndlessRun.Load();
        using var options = new RunOptions();
        using var run = new EndlessRun(session, options);
        run.AwaitStart();
        session.Dispose();
        options.Terminate();
        Assert.IsType<OnnxRuntimeException>(run.Join());
    }

    [Fact]
    public void Terminate_stops_a_run_of_a_binding()
    {
        using InferenceSession session = EndlessRun.Load();
        using OrtIoBinding binding = session.CreateIoBinding();
        using var options = new RunOptions();
        long[] started = GC.AllocateArray<long>(1, pinned: true);
        using OrtValue go = OrtValue.FromMemory<long>(new[] { 1L });
        using OrtValue going = OrtValue.FromMemory<bool>(new[] { true });
        using OrtValue limit = OrtValue.FromMemory<long>(new[] { 50_000_000L });
        using OrtValue output = OrtValue.FromMemory<long>(started);
        binding.BindInput("go", go);
        binding.BindInput("going", going);
        binding.BindInput("limit", limit);
        binding.BindOutput("started", output);
        binding.BindOutputToCpu("rounds");
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(() => session.Run(binding, options))) { IsBackground = true };
        thread.Start();
        var spin = new SpinWait();
        while (Volatile.Read(ref started[0]) == 0 && thread.IsAlive)
            spin.SpinOnce();
        options.Terminate();
        thread.Join();
        Assert.IsType<OnnxRuntimeException>(failure);
        Assert.Equal(1, started[0]);
    }

    [Fact]
    public void After_Dispose_Terminate_does_nothing_and_the_rest_throws()
    {
        var options = new RunOptions();
        options.Dispose();
        options.Dispose();
        options.Terminate();
        Assert.True(options.IsTerminated);
        Assert.Throws<ObjectDisposedException>(options.Reset);
        Assert.Throws<ObjectDisposedException>(() => options.AddConfigEntry("key", "value"));
    }

    [Fact]
    public void Terminate_and_Dispose_at_the_same_time_are_harmless()
    {
        for (int i = 0; i < 200; i++)
        {
            var options = new RunOptions();
            Parallel.Invoke(options.Terminate, options.Dispose, options.Terminate);
        }
    }
}
