using Swictation.Stt.Benchmarks.Live;
using Swictation.Stt.Benchmarks.Measurement;
using Swictation.Stt.Benchmarks.Workload;
using Swictation.Stt.Onnx;

namespace Swictation.Stt.Benchmarks.Commands;

/// <summary>Measures streams: how soon words come, how right they are, what they cost.</summary>
internal static class StreamCommand
{
    /// <summary>The option that compares settings instead of measuring the model's own.</summary>
    public const string SweepOption = "--sweep";

    private const int StreamCount = 100;
    private const int FramesPerSecond = 12500; // of 80 ms, in thousandths

    public static int Run(CommandOptions options, bool sweep)
    {
        using ISttEngine engine = SttEngine.Load(
            options.Model == Locations.SherpaModel ? Models.ModelLocator.DefaultModel : options.Model,
            new SttEngineOptions { Threads = options.Threads });
        LiveUtterances utterances = LiveUtterances.Make(engine.Info.Window);
        Dictionary<Recording, Transcription> wholes = utterances.Short.Concat(utterances.Long)
            .ToDictionary(static utterance => utterance, utterance => engine.Transcribe(utterance.Samples));
        var facts = new Table("What", "Value");
        facts.Add("Machine", Machine.Description);
        facts.AddIfKnown("Load average", Machine.Load);
        facts.Add("Runtime", Machine.Runtime);
        facts.Add("ONNX Runtime", OrtEnv.Instance.Version);
        facts.Add("Model", $"{engine.Info.ModelId}: {engine.Info.Kind}, {engine.Info.Layout}, {engine.Info.Precision}, windows of {Table.Number(engine.Info.Window.TotalSeconds)} s");
        facts.Add("Threads of the encoder", $"{options.Threads}");
        facts.Add("Audio", $"{utterances.Short.Count} utterances that fit a window, {utterances.Long.Count} of {Table.Number(utterances.Long.Average(static u => u.Seconds))} s");
        Console.WriteLine(facts);
        Console.Write(sweep ? Sweep(engine, utterances, wholes) : Measure(engine, utterances, wholes, options.Rounds));
        return 0;
    }

    private static Table Measure(ISttEngine engine, LiveUtterances utterances, Dictionary<Recording, Transcription> wholes, int rounds)
    {
        StreamOptions own = StreamOptions.Default;
        var fitting = new StreamMeasurement();
        var spoken = new StreamMeasurement();
        for (int round = 0; round < rounds; round++)
            Hear(engine, own, utterances, wholes, fitting, spoken);
        StreamMemory memory = StreamMemory.Measure(engine, own, StreamCount, utterances.Long[0]);
        double update = Statistics.Median(spoken.Updates) / 1000;

        var table = new Table("What", "Median", "90 %");
        table.Add("From a word's end to its being shown, seconds of audio", Table.Number(Statistics.Median(spoken.ToVolatile)), Table.Number(Statistics.Percentile(spoken.ToVolatile, 90)));
        table.Add("From a word's end to its being stable, seconds of audio", Table.Number(Statistics.Median(spoken.ToStable)), Table.Number(Statistics.Percentile(spoken.ToStable, 90)));
        table.Add("Computation of an update, to be added to both", Table.Milliseconds(update * 1000), Table.Milliseconds(Statistics.Percentile(spoken.Updates, 90)));
        table.Add("Speed of a stream by processor time, x real time", Table.Number(spoken.RealTimeFactor), string.Empty);
        table.Add("Utterances in a window that end as the whole recording", Percent(fitting.FinishedAsWhole), string.Empty);
        table.Add("Wrong words there, whole recordings / streams", $"{Percent(fitting.WholeErrorRate)} / {Percent(fitting.ErrorRate)}", string.Empty);
        table.Add("Words of long utterances as in whole recordings", Percent(spoken.Agreement), string.Empty);
        table.Add("Wrong words there, whole recordings / streams", $"{Percent(spoken.WholeErrorRate)} / {Percent(spoken.ErrorRate)}", string.Empty);
        table.Add($"Managed memory of each of {StreamCount} streams", $"{Table.Number(memory.ManagedBytes / 1000)} kB", string.Empty);
        table.Add($"Resident memory of each of {StreamCount} streams", $"{Table.Number(memory.WorkingSetBytes / 1000)} kB", string.Empty);
        return table;
    }

    private static Table Sweep(ISttEngine engine, LiveUtterances utterances, Dictionary<Recording, Transcription> wholes)
    {
        var table = new Table("Left", "Update", "Right", "Shown after", "90 %", "Stable after", "90 %", "End as whole", "Wrong words", "Long: as whole", "Long: wrong words", "x real time");
        foreach ((int left, int chunk, int right) in Settings(engine.Info.Window))
        {
            var fitting = new StreamMeasurement();
            var spoken = new StreamMeasurement();
            var options = new StreamOptions { LeftContext = Frames(left), UpdateInterval = Frames(chunk), RightContext = Frames(right) };
            Hear(engine, options, utterances, wholes, fitting, spoken);
            table.Add(
                Seconds(left), Seconds(chunk), Seconds(right),
                Table.Number(Statistics.Median(spoken.ToVolatile)), Table.Number(Statistics.Percentile(spoken.ToVolatile, 90)),
                Table.Number(Statistics.Median(spoken.ToStable)), Table.Number(Statistics.Percentile(spoken.ToStable, 90)),
                Percent(fitting.FinishedAsWhole), Percent(fitting.ErrorRate), Percent(spoken.Agreement), Percent(spoken.ErrorRate),
                Table.Number(spoken.RealTimeFactor));
        }

        return table;

        static string Seconds(int frames) => Table.Number(Frames(frames).TotalSeconds) + " s";
    }

    /// <summary>Settings whose three parts fill a window of the model, but no more than NeMo's advice of 14 s; in encoder frames of 80 ms.</summary>
    private static IEnumerable<(int Left, int Chunk, int Right)> Settings(TimeSpan window)
    {
        int total = (int)(Math.Min(window.TotalSeconds, 14) * FramesPerSecond / 1000);
        foreach (int right in new[] { 6, 12, 19, 25, 31 })
        {
            foreach (int chunk in new[] { 3, 6, 12, 25 })
            {
                if (total - chunk - right >= 0)
                    yield return (total - chunk - right, chunk, right);
            }
        }
    }

    private static void Hear(
        ISttEngine engine, StreamOptions options, LiveUtterances utterances, Dictionary<Recording, Transcription> wholes,
        StreamMeasurement fitting, StreamMeasurement spoken)
    {
        using ISttStream stream = engine.OpenStream(options);
        int block = UpdateLength(stream, utterances.Long[0]);
        foreach (Recording utterance in utterances.Short)
            fitting.Run(stream, utterance, wholes[utterance], block);
        foreach (Recording utterance in utterances.Long)
            spoken.Run(stream, utterance, wholes[utterance], block);
    }

    /// <summary>Finds out how many samples make an update.</summary>
    private static int UpdateLength(ISttStream stream, Recording utterance)
    {
        int position = 0;
        while (stream.Current.Position == TimeSpan.Zero)
            stream.Write(utterance.Samples.AsSpan(position++ * 1280, 1280));
        stream.Reset();
        return position * 1280;
    }

    private static TimeSpan Frames(int count) => TimeSpan.FromSeconds(count * 1000.0 / FramesPerSecond);

    private static string Percent(double share) => Table.Number(100 * share) + " %";
}
