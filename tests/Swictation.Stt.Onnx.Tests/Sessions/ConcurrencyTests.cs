using Swictation.Stt.Onnx.Tests.Support;

namespace Swictation.Stt.Onnx.Tests.Sessions;

public sealed class ConcurrencyTests
{
    [Fact]
    public void Runs_of_one_session_are_inside_the_graph_at_the_same_time()
    {
        using InferenceSession session = EndlessRun.Load();
        using var first = new EndlessRun(session);
        using var second = new EndlessRun(session);
        using var third = new EndlessRun(session);
        first.AwaitStart();
        second.AwaitStart(); // would wait for ever behind a lock: the first ends only below
        third.AwaitStart();
        first.AssertInside();
        second.AssertInside();
        third.AssertInside();
        second.Finish();
        Assert.Null(second.Join());
        first.AssertInside();
        third.AssertInside();
        first.Finish();
        third.Finish();
        Assert.Null(first.Join());
        Assert.Null(third.Join());
        Assert.True(first.Rounds >= 0 && second.Rounds >= 0 && third.Rounds >= 0);
    }

    [Fact]
    public void Many_threads_on_one_session_get_their_own_results()
    {
        using var arithmetic = new Arithmetic();
        using var binding = arithmetic.Session.CreateIoBinding();
        Parallel.For(0, 64, new ParallelOptions { MaxDegreeOfParallelism = 8 }, index =>
        {
            using OrtValue a = OrtValue.FromMemory<float>(Enumerable.Repeat((float)index, 300).ToArray(), 100, 3);
            using OrtValue b = OrtValue.FromMemory<float>(Enumerable.Repeat(2f, 300).ToArray(), 100, 3);
            var outputs = new OrtValue?[2];
            for (int i = 0; i < 20; i++)
            {
                arithmetic.Session.Run([a, b], outputs);
                Assert.All(outputs[0]!.Span<float>().ToArray(), value => Assert.Equal(index + 2, value));
                Assert.All(outputs[1]!.Span<float>().ToArray(), value => Assert.Equal(index * 2, value));
            }

            outputs[0]!.Dispose();
            outputs[1]!.Dispose();
        });
    }

    [Fact]
    public void Many_threads_on_a_real_model_get_the_result_of_one()
    {
        using InferenceSession session = InferenceSession.FromFile(TinyEn.DecoderPath);
        float[] expected = TinyEn.Decode(session);
        Parallel.For(0, 32, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ => Assert.Equal(expected, TinyEn.Decode(session)));
    }

    [Fact]
    public void A_session_disposed_during_a_run_lets_it_finish()
    {
        InferenceSession session = EndlessRun.Load();
        using var run = new EndlessRun(session);
        run.AwaitStart();
        session.Dispose();
        run.AssertInside();
        Assert.Throws<ObjectDisposedException>(session.CreateIoBinding); // nothing new, though the old goes on
        using (var late = new EndlessRun(session))
            Assert.IsType<ObjectDisposedException>(late.Join());
        run.Finish();
        Assert.Null(run.Join());
        Assert.True(run.Rounds >= 0);
    }

    [Fact]
    public void Options_disposed_during_a_run_let_it_finish()
    {
        using InferenceSession session = EndlessRun.Load();
        var options = new RunOptions();
        using var run = new EndlessRun(session, options);
        run.AwaitStart();
        options.Dispose();
        options.Terminate(); // too late, and harmless
        run.AssertInside();
        run.Finish();
        Assert.Null(run.Join());
        Assert.True(run.Rounds >= 0);
    }

    [Fact]
    public void Sessions_made_disposed_and_run_all_at_once_end_well_or_say_that_they_are_disposed()
    {
        for (int round = 0; round < 20; round++)
        {
            using var arithmetic = new Arithmetic();
            using var barrier = new Barrier(4);
            int completed = 0, refused = 0;
            Exception? failure = null;
            Thread[] runners = [.. Enumerable.Range(0, 3).Select(_ => new Thread(() => failure = Record.Exception(Runs) ?? failure))];
            Array.ForEach(runners, thread => thread.Start());
            barrier.SignalAndWait();
            arithmetic.Session.Dispose();
            Array.ForEach(runners, thread => thread.Join());
            Assert.Null(failure);
            Assert.Equal(150, completed + refused);

            void Runs()
            {
                var outputs = new OrtValue?[2];
                barrier.SignalAndWait();
                for (int i = 0; i < 50; i++)
                {
                    try
                    {
                        arithmetic.Session.Run(arithmetic.Inputs, outputs);
                        Assert.Equal(Arithmetic.Sum, outputs[0]!.Span<float>().ToArray());
                        Interlocked.Increment(ref completed);
                    }
                    catch (ObjectDisposedException)
                    {
                        Interlocked.Increment(ref refused);
                    }
                }

                outputs[0]?.Dispose();
                outputs[1]?.Dispose();
            }
        }
    }
}
