using Swictation.Stt.Benchmarks.Measurement;
using Swictation.Stt.Benchmarks.Workload;
using Swictation.Stt.Onnx;
using Swictation.Stt.Parakeet;

namespace Swictation.Stt.Benchmarks.Commands;

/// <summary>Measures what a hybrid's lazy loading costs and saves: the time to load, unload and load again, and the memory with none, one and both engines loaded.</summary>
internal static class ReloadCommand
{
    public static int Run(CommandOptions options)
    {
        Recording recording = RecordingSet.LoadOne();
        var measurement = new ReloadMeasurement(
            options.Rounds,
            recording.Samples,
            () => Load(Locations.OnnxAsrModel, options.Threads),
            () => Load(Locations.CtcModel, options.Threads));

        var facts = new Table("What", "Value");
        facts.Add("Machine", Machine.Description);
        facts.AddIfKnown("Load average", Machine.Load);
        facts.Add("Runtime", Machine.Runtime);
        facts.Add("ONNX Runtime", OrtEnv.Instance.Version);
        facts.Add("Engines", "tiny-en: a transducer (onnx-asr) as primary, CTC as fallback");
        facts.Add("Threads of the encoder", $"{options.Threads}");
        facts.Add("Method", $"medians of {options.Rounds} rounds after the first load, files in the system's cache");
        Console.WriteLine(facts);
        Console.WriteLine(measurement.ToTimeTable());
        Console.Write(measurement.ToMemoryTable());
        return 0;
    }

    // The fallback does not say which languages it knows, so that it is the one to hear what the primary does not.
    private static ParakeetEngine Load(string model, int threads) => ParakeetEngine.Load(
        model, new ParakeetOptions { Threads = threads, Languages = model == Locations.OnnxAsrModel ? ["en"] : [] });
}
