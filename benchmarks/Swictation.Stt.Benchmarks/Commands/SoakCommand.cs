using System.Diagnostics;
using System.Globalization;
using Swictation.Stt.Benchmarks.Measurement;
using Swictation.Stt.Benchmarks.Soak;
using Swictation.Stt.Benchmarks.Workload;
using Swictation.Stt.Onnx;

namespace Swictation.Stt.Benchmarks.Commands;

/// <summary>Runs hours of audio through a pipeline, and watches whether anything is lost or grows.</summary>
internal static class SoakCommand
{
    /// <summary>How much the working set may grow after the warm-up.</summary>
    private const double MaxGrowth = 0.01;

    private const double LoopSeconds = 300;
    private const int Samples = 24;

    public static int Run(CommandOptions options)
    {
        SoakLoop loop = SoakLoop.Make([.. RecordingSet.Load().Select(static recording => (recording.Text, recording.Samples))], LoopSeconds, options.Seed);
        int rounds = Math.Max(Samples, (int)Math.Ceiling(options.Hours * 3600 / loop.Seconds));
        // By its name, the demonstration model is loaded with the window that the manifest gives it.
        using ISttEngine engine = SttEngine.Load(options.GivenModel, new SttEngineOptions { Threads = options.Threads });

        var facts = new Table("What", "Value");
        facts.Add("Machine", Machine.Description);
        facts.AddIfKnown("Load average", Machine.Load);
        facts.Add("Runtime", Machine.Runtime);
        facts.Add("ONNX Runtime", OrtEnv.Instance.Version);
        facts.Add("Model", $"{engine.Info.ModelId}, threads of the encoder: {options.Threads}");
        facts.Add("Audio", FormattableString.Invariant($"{rounds} rounds of {loop.Seconds:F0} s with {loop.Sentences.Count} sentences, seed {options.Seed}: {rounds * loop.Seconds / 3600:F2} h"));
        Console.WriteLine(facts);

        var run = new SoakRun(loop, rounds);
        var memory = new List<MemorySample>();
        var clock = Stopwatch.StartNew();
        RunAsync(engine, run, rounds, memory).GetAwaiter().GetResult();
        clock.Stop();
        return Report(run, loop, rounds, memory, clock.Elapsed.TotalSeconds);
    }

    private static async Task RunAsync(ISttEngine engine, SoakRun run, int rounds, List<MemorySample> memory)
    {
        Console.WriteLine("| audio | working set | managed heap | threads | handles |");
        Console.WriteLine("| ----- | ----------- | ------------ | ------- | ------- |");
        await using var pipeline = new SttPipeline(engine);
        await run.RunAsync(pipeline, over =>
        {
            if ((long)over * Samples / rounds == (long)(over - 1) * Samples / rounds)
                return;
            var sample = MemorySample.Take();
            memory.Add(sample);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {100.0 * over / rounds:F0} % | {Table.Megabytes(sample.WorkingSet)} | {Table.Megabytes(sample.Managed)} | {sample.Threads} | {sample.Handles} |"));
        });
    }

    private static int Report(SoakRun run, SoakLoop loop, int rounds, List<MemorySample> memory, double seconds)
    {
        // The first quarter warms up; the medians of the second and of the last are compared, as single samples scatter.
        double before = Median(memory.Skip(Samples / 4).Take(Samples / 4));
        double after = Median(memory.TakeLast(Samples / 4));
        double growth = (after / before) - 1;
        var table = new Table("Result", "Value");
        table.Add("Time", FormattableString.Invariant($"{seconds:F0} s, {rounds * loop.Seconds / seconds:F0} x real time"));
        table.Add("Utterances", $"{run.Utterances}");
        table.Add("Sentences of a round", $"{loop.Sentences.Count}, found {run.Found}, understood word for word {run.Understood}");
        table.Add("Growth of the working set", FormattableString.Invariant($"{100 * growth:F2} % ({Table.Megabytes(before)} to {Table.Megabytes(after)})"));
        table.Add("Failures", $"{run.Failures.Count}");
        Console.WriteLine();
        Console.Write(table);
        foreach (string failure in run.Failures)
            Console.WriteLine(failure);
        if (growth > MaxGrowth)
            Console.WriteLine(FormattableString.Invariant($"The working set has grown by more than {100 * MaxGrowth:F0} %."));
        return run.Failures.Count == 0 && growth <= MaxGrowth ? 0 : 1;
    }

    private static double Median(IEnumerable<MemorySample> samples)
    {
        double[] sorted = [.. samples.Select(static sample => (double)sample.WorkingSet).Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
