using System.Globalization;
using Swictation.Stt.Benchmarks.Measurement;
using Swictation.Stt.Benchmarks.Workload;
using Swictation.Stt.Onnx;
using Swictation.Stt.Parakeet;
using Swictation.Stt.Vad;
using Swictation.Stt.Whisper;

namespace Swictation.Stt.Benchmarks.Commands;

/// <summary>Measures programs from their start to their first text, and their memory; and what a cache of rewritten graphs makes of the load.</summary>
internal static class StartupCommand
{
    public static int Run(CommandOptions options)
    {
        string folder = Directory.CreateTempSubdirectory("graphs-").FullName;
        try
        {
            return Run(options, folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int Run(CommandOptions options, string folder)
    {
        TranscribingProgram ours = TranscribingProgram.Ours(options.Model, options.Threads);
        TranscribingProgram cached = TranscribingProgram.Ours(options.Model, options.Threads, folder);
        var measurement = options.Host is { } host
            ? new StartupMeasurement(
                options.Rounds, Locations.Hello, [Locations.Hello],
                new TranscribingProgram(Path.GetFileName(host), host, ["transcribe"], measuresItself: false), ours)
            : new StartupMeasurement(options.Rounds, Locations.Hello, [.. RecordingSet.Load().Select(static recording => recording.Path)], cached, ours);

        var facts = new Table("What", "Value");
        facts.Add("Machine", Machine.Description);
        facts.AddIfKnown("Load average", Machine.Load);
        facts.Add("Runtime", Machine.Runtime);
        facts.Add("ONNX Runtime", OrtEnv.Instance.Version);
        facts.Add("Threads of the encoder", options.Host is null ? $"{options.Threads}" : $"{options.Threads}; the host program as it sets them");
        facts.Add("Method", $"medians of {options.Rounds} rounds, each a new process, files in the system's cache");
        Console.WriteLine(facts);
        Console.WriteLine(measurement.ToTable());
        if (options.Host is not null)
            return 0;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"With the graph cache / without: {measurement.Ratio(static run => run.FirstTextMilliseconds):F2} to the first text, {measurement.Ratio(static run => run.LoadMilliseconds!.Value):F2} to the loaded engine.\n"));
        Console.Write(MeasureCache(options));
        return 0;
    }

    private static GraphCacheMeasurement MeasureCache(CommandOptions options)
    {
        var measurement = new GraphCacheMeasurement(options.Rounds);
        measurement.Add(options.GivenModel is null ? "tiny-en, sherpa-onnx" : Path.GetFileName(options.Model), LoadParakeet(options.Model));
        if (options.GivenModel is not null)
            return measurement;
        measurement.Add("tiny-en, onnx-asr", LoadParakeet(Locations.OnnxAsrModel));
        measurement.Add("tiny-en, CTC", LoadParakeet(Locations.CtcModel));
        if (Locations.RandomModel is { } random)
            measurement.Add("nemo-random, TDT", LoadParakeet(random));
        if (Locations.OptimumWhisperModel is { } whisper)
            measurement.Add("whisper-random, optimum", cache => WhisperEngine.Load(whisper, new WhisperOptions { Threads = options.Threads, GraphCache = cache }));
        if (Locations.HasSileroModel)
            measurement.Add("Silero VAD v6", static cache => SileroVad.Load(Locations.SileroModel, new SileroVadOptions { GraphCache = cache }));
        return measurement;

        Func<GraphCache?, IDisposable> LoadParakeet(string model) =>
            cache => ParakeetEngine.Load(model, new ParakeetOptions { Threads = options.Threads, GraphCache = cache });
    }
}
