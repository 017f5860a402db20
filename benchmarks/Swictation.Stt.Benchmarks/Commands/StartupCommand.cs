using Swictation.Stt.Benchmarks.Measurement;
using Swictation.Stt.Benchmarks.Workload;
using Swictation.Stt.Onnx;

namespace Swictation.Stt.Benchmarks.Commands;

/// <summary>Measures programs from their start to their first text, and their memory.</summary>
internal static class StartupCommand
{
    public static int Run(CommandOptions options)
    {
        TranscribingProgram ours = TranscribingProgram.Ours(options.Model, options.Threads);
        var measurement = options.Host is { } host
            ? new StartupMeasurement(
                options.Rounds, Locations.Hello, [Locations.Hello],
                new TranscribingProgram(Path.GetFileName(host), host, ["transcribe"], measuresItself: false), ours)
            : new StartupMeasurement(options.Rounds, Locations.Hello, [.. RecordingSet.Load().Select(static recording => recording.Path)], ours);

        var facts = new Table("What", "Value");
        facts.Add("Machine", Machine.Description);
        facts.AddIfKnown("Load average", Machine.Load);
        facts.Add("Runtime", Machine.Runtime);
        facts.Add("ONNX Runtime", OrtEnv.Instance.Version);
        facts.Add("Threads of the encoder", options.Host is null ? $"{options.Threads}" : $"{options.Threads}; the host program as it sets them");
        facts.Add("Method", $"medians of {options.Rounds} rounds, each a new process, files in the system's cache");
        Console.WriteLine(facts);
        Console.Write(measurement.ToTable());
        return 0;
    }
}
