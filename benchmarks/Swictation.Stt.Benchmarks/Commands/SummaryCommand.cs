using Swictation.Stt.Benchmarks.Measurement;
using Swictation.Stt.Benchmarks.Workload;
using Swictation.Stt.Onnx;
using Swictation.Stt.Parakeet;

namespace Swictation.Stt.Benchmarks.Commands;

/// <summary>Measures every scope in interleaved rounds and prints one table.</summary>
internal static class SummaryCommand
{
    private const int WarmUpRounds = 5;

    public static int Run(CommandOptions options)
    {
        Recording[] recordings = RecordingSet.Load();
        double seconds = recordings.Sum(static recording => recording.Seconds);
        int longest = recordings.Max(static recording => recording.Samples.Length);
        using var stages = new Stages(options.Model, options.Threads);
        using var fused = new Stages(Locations.OnnxAsrModel, options.Threads);
        FeatureWindow[] features = [.. recordings.Select(stages.Features)];
        EncodedWindow[][] encoded = [.. features.Select(stages.Encode)];
        FrontEnd[] frontEnds = [.. Enum.GetValues<FrontEndKind>().Select(kind => new FrontEnd(kind, longest))];
        ReadOnlyMemory<float>[] batch = [.. recordings.Select(static recording => (ReadOnlyMemory<float>)recording.Samples)];

        Scope[] frontEndScopes = [.. frontEnds.Select(frontEnd => new Scope(() => Each(recordings, recording => frontEnd.Compute(recording.Samples))))];
        var encoder = new Scope(() => Each(features, features => stages.Encode(features)));
        var decoder = new Scope(() => Each(encoded, encoded => stages.Decode(encoded)));
        FeatureWindow[] fusedFeatures = [.. recordings.Select(fused.Features)];
        EncodedWindow[][] fusedEncoded = [.. fusedFeatures.Select(fused.Encode)];
        var fusedEncoder = new Scope(() => Each(fusedFeatures, features => fused.Encode(features)));
        var fusedDecoder = new Scope(() => Each(fusedEncoded, encoded => fused.Decode(encoded)));
        var whole = new Scope(() => Each(recordings, recording => stages.Engine.Transcribe(recording.Samples)));
        var batched = new Scope(() => stages.Engine.Transcribe(batch));
        Scope[] all = [.. frontEndScopes, encoder, decoder, fusedEncoder, fusedDecoder, whole, batched];
        for (int round = -WarmUpRounds; round < options.Rounds; round++)
        {
            foreach (Scope scope in all)
                scope.Measure(keep: round >= 0);
        }

        double allocated = AllocatedBytes(whole);
        int right = recordings.Count(recording => stages.Engine.Transcribe(recording.Samples).Text == recording.Text);

        string layout = stages.Engine.Info.Layout;
        string fusedLayout = fused.Engine.Info.Layout;
        var table = new Table("What", "Value");
        table.Add("Machine", Machine.Description);
        table.AddIfKnown("Load average", Machine.Load);
        table.Add("Runtime", Machine.Runtime);
        table.Add("ONNX Runtime", OrtEnv.Instance.Version);
        table.Add("Model", $"{Describe(options.Model)}: {stages.Engine.Info.Kind}, {layout}, {stages.Engine.Info.Precision}");
        table.Add("Threads of the encoder", $"{options.Threads}");
        table.Add("Audio", $"{recordings.Length} files, {Table.Number(seconds)} s; {right} transcribed word for word");
        table.Add("Method", $"medians of {options.Rounds} interleaved rounds over all files, after {WarmUpRounds} to warm up");
        foreach ((FrontEndKind kind, Scope scope) in Enum.GetValues<FrontEndKind>().Zip(frontEndScopes))
            table.Add($"Features {kind}", $"{Speed(scope)} ({frontEnds[0].LaneCount} frames at a time)");
        table.Add("Encoder", PerSecond(encoder));
        table.Add($"Decoder ({layout} layout)", PerSecond(decoder));
        table.Add($"Decoder ({fusedLayout} layout of tiny-en)", PerSecond(fusedDecoder));
        table.Add($"Decoder / encoder ({layout} layout)", Table.Number(100 * Statistics.MedianRatio(decoder.Milliseconds, encoder.Milliseconds)) + " %");
        table.Add($"Decoder / encoder ({fusedLayout} layout of tiny-en)", Table.Number(100 * Statistics.MedianRatio(fusedDecoder.Milliseconds, fusedEncoder.Milliseconds)) + " %");
        table.Add("End to end, file by file", $"{PerSecond(whole)}, {Speed(whole)}");
        table.Add("End to end, as a batch", $"{PerSecond(batched)}, {Speed(batched)}");
        table.Add("Allocated", $"{Table.Number(allocated / 1000)} kB per second of audio");
        Console.Write(table.ToString());
        return 0;

        string Speed(Scope scope) => Table.Number(seconds * 1000 / scope.Median) + " x real time";
        string PerSecond(Scope scope) => $"{Table.Milliseconds(scope.Median)} ({Table.Milliseconds(scope.Median / seconds)} per second of audio)";
        double AllocatedBytes(Scope scope)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            scope.Measure(keep: false);
            return (GC.GetTotalAllocatedBytes(precise: true) - before) / seconds;
        }
    }

    private static void Each<T>(T[] items, Action<T> run)
    {
        foreach (T item in items)
            run(item);
    }

    private static string Describe(string model) => Path.GetFileName(Path.GetDirectoryName(model)) + "/" + Path.GetFileName(model);
}
