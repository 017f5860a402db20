using BenchmarkDotNet.Running;
using Swictation.Stt.Benchmarks.Suites;

namespace Swictation.Stt.Benchmarks.Commands;

/// <summary>Chooses what to run: one of our own commands, or BenchmarkDotNet with its own options.</summary>
internal static class Dispatcher
{
    private const string Usage = """
        Usage: Swictation.Stt.Benchmarks [COMMAND] [OPTIONS]

          --summary [--threads N] [--rounds N] [--model FOLDER]
              Speed by scope, as one table.
          --startup [--host PATH] [--threads N] [--rounds N] [--model FOLDER]
              From the start of a program to its first text, and peak memory.
          --peers [--threads N] [--rounds N]
              This library and sherpa-onnx in turns, on the same model and samples.
          --vad [--rounds N] [--model FILE]
              Voice activity detection here and in sherpa-onnx in turns, on the same model and samples, on one thread.
          --reload [--threads N] [--rounds N]
              Loading, unloading and loading again of a hybrid's two engines, and the memory with none, one and both loaded.
          --whisper [--threads N] [--rounds N] [--model FOLDER]
              Whisper by scope, and each token here and in sherpa-onnx in turns, on the same model and samples.
          --stream [--sweep] [--threads N] [--rounds N] [--model FOLDER]
              Latency, accuracy, speed and memory of streams; --sweep compares settings.
          --corrections [--rounds N]
              Lexicons of 10 and 20,000 corrections, exact and fuzzy, and inverse text normalisation.
          --transform [--rounds N]
              What is said turned into what is written: time of an utterance of 12 words, what it allocates, and time of 10,000 words.
          --soak [--hours H] [--seed N] [--threads N] [--model FOLDER]
              Hours of speech and noise through a pipeline: nothing lost, nothing grows. 24 h unless told otherwise.
          [--filter GLOB] [--inprocess] [--job dry|short|medium|long] [--list flat] ...
              BenchmarkDotNet, with its options; without a filter all benchmarks.
        """;

    public static int Run(string[] args)
    {
        if (args is ["--help" or "-h" or "-?", ..])
        {
            Console.WriteLine(Usage);
            return 0;
        }

        try
        {
            return args.FirstOrDefault() switch
            {
                "--summary" => SummaryCommand.Run(CommandOptions.Parse(args.AsSpan(1), "--threads", "--rounds", "--model")),
                "--startup" => StartupCommand.Run(CommandOptions.Parse(args.AsSpan(1), "--threads", "--rounds", "--model", "--host")),
                "--peers" => PeersCommand.Run(CommandOptions.Parse(args.AsSpan(1), "--threads", "--rounds")),
                "--vad" => VadCommand.Run(CommandOptions.Parse(args.AsSpan(1), "--rounds", "--model")),
                "--reload" => ReloadCommand.Run(CommandOptions.Parse(args.AsSpan(1), "--threads", "--rounds")),
                "--whisper" => WhisperCommand.Run(CommandOptions.Parse(args.AsSpan(1), "--threads", "--rounds", "--model")),
                "--stream" => StreamCommand.Run(
                    CommandOptions.Parse([.. args[1..].Where(static arg => arg != StreamCommand.SweepOption)], "--threads", "--rounds", "--model"),
                    args.Contains(StreamCommand.SweepOption)),
                "--corrections" => CorrectionsCommand.Run(CommandOptions.Parse(args.AsSpan(1), "--rounds")),
                "--transform" => TransformCommand.Run(CommandOptions.Parse(args.AsSpan(1), "--rounds")),
                "--soak" => SoakCommand.Run(CommandOptions.Parse(args.AsSpan(1), "--hours", "--seed", "--threads", "--model")),
                _ => RunBenchmarks(args),
            };
        }
        catch (CommandException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return 1;
        }
    }

    private static int RunBenchmarks(string[] args)
    {
        bool chooses = args.Any(static arg => arg is "--filter" or "-f" or "--list" or "--info" or "--version" or "--anyCategories" or "--allCategories");
        string[] complete = chooses ? args : [.. args, "--filter", "*"];
        BenchmarkDotNet.Reports.Summary[] summaries = [.. BenchmarkSwitcher.FromAssembly(typeof(Dispatcher).Assembly).Run(complete, new BenchmarkSettings())];
        return summaries.Any(static summary => summary.HasCriticalValidationErrors || summary.Reports.Any(static report => !report.Success)) ? 1 : 0;
    }
}
