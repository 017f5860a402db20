using Swictation.Stt.Audio;
using Swictation.Stt.Benchmarks.Measurement;
using Swictation.Stt.Benchmarks.Peers;
using Swictation.Stt.Benchmarks.Workload;
using Swictation.Stt.Onnx;

namespace Swictation.Stt.Benchmarks.Commands;

/// <summary>Measures Whisper by scope, and beside sherpa-onnx's in turns.</summary>
internal static class WhisperCommand
{
    private const int WarmUpRounds = 3;
    private const int SampleRate = 16000;

    // Both are encoded as 30 s. sherpa-onnx decodes six tokens for each second of audio where the model does not end by itself, and takes
    // no more than 29.5 s.
    private const double ShortSeconds = 5;
    private const double LongSeconds = 29;

    public static int Run(CommandOptions options)
    {
        string model = options.GivenModel ?? Locations.WhisperModel;
        float[][] audio = [Speech(ShortSeconds), Speech(LongSeconds)];
        using var us = new OurWhisper(model, options.Threads, audio);
        PrintFacts(options, us.Info, audio);
        PrintScopes(options, us, audio[1]);
        if (us.SherpaPrefix is { } prefix)
            ComparePeers(options, us, prefix, audio);
        else
            Console.WriteLine("sherpa-onnx takes models in its own layout only; name one with --model to compare.");
        return 0;
    }

    private static void ComparePeers(CommandOptions options, OurWhisper us, string prefix, float[][] audio)
    {
        string folder = Directory.CreateTempSubdirectory("whisper-bench-").FullName;
        try
        {
            string[] files = [Path.Combine(folder, "short.wav"), Path.Combine(folder, "long.wav")];
            for (int i = 0; i < files.Length; i++)
                Write(files[i], audio[i]);
            using SherpaServer sherpa = SherpaInstallation.FindOrMake().ServeWhisper(prefix, options.Threads, files);
            List<PeerRound> ours = [], theirs = [];
            for (int round = -WarmUpRounds; round < options.Rounds; round++)
            {
                PeerRound b = sherpa.Run();
                PeerRound a = us.Run([.. b.Files.Select(static file => file.Tokens)]);
                if (round < 0)
                    continue;
                ours.Add(a);
                theirs.Add(b);
            }

            PrintPeers(sherpa.Info, ours, theirs);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void PrintFacts(CommandOptions options, SttEngineInfo info, float[][] audio)
    {
        var facts = new Table("What", "Value");
        facts.Add("Machine", Machine.Description);
        facts.AddIfKnown("Load average", Machine.Load);
        facts.Add("Swictation.Stt", $"{Machine.Runtime}, ONNX Runtime {OrtEnv.Instance.Version}");
        facts.Add("Model", $"{info.ModelId}, layout {info.Layout}, {info.Precision}, greedy search");
        facts.Add("Threads", $"{options.Threads}");
        facts.Add("Audio", $"{string.Join(" s and ", audio.Select(static samples => Table.Number((double)samples.Length / SampleRate)))} s of speech, each encoded as 30 s");
        facts.Add("Method", $"medians of {options.Rounds} rounds, after {WarmUpRounds} to warm up; with sherpa-onnx in turns, ratios pair by pair");
        Console.WriteLine(facts);
    }

    private static void PrintScopes(CommandOptions options, OurWhisper us, float[] samples)
    {
        var rounds = new List<(double Features, double Encoder, double Prompt, double Step)>();
        for (int round = -WarmUpRounds; round < options.Rounds; round++)
        {
            (double Features, double Encoder, double Prompt, double Step) scopes = us.RunScopes(samples, 150);
            if (round >= 0)
                rounds.Add(scopes);
        }

        var table = new Table("A window of 30 s", "Time");
        table.Add("Log-mel", Table.Milliseconds(Statistics.Median(rounds.Select(static scopes => scopes.Features))));
        table.Add("Encoder", Table.Milliseconds(Statistics.Median(rounds.Select(static scopes => scopes.Encoder))));
        table.Add("Decoder, prompt and first token", Table.Milliseconds(Statistics.Median(rounds.Select(static scopes => scopes.Prompt))));
        table.Add("Decoder, each further token", Table.Milliseconds(Statistics.Median(rounds.Select(static scopes => scopes.Step))));
        Console.WriteLine(table);
    }

    private static void PrintPeers(PeerInfo info, List<PeerRound> ours, List<PeerRound> theirs)
    {
        Console.WriteLine($"{info.Name} {info.Version}, Node.js {info.Node}, ONNX Runtime {info.OnnxRuntime}");
        var table = new Table("Samples to text", "Swictation.Stt", info.Name, "ours / theirs");
        PeerFile[] files = [.. theirs[^1].Files];
        AddRow($"Short, {files[0].Tokens} tokens", static round => round.Files[0].Milliseconds);
        AddRow($"Long, {files[1].Tokens} tokens", static round => round.Files[1].Milliseconds);
        AddRow("Each token: the difference", static round => (round.Files[1].Milliseconds - round.Files[0].Milliseconds) / (round.Files[1].Tokens - round.Files[0].Tokens));
        AddRow("Processor time", static round => round.CpuMilliseconds);
        Console.WriteLine(table);

        void AddRow(string row, Func<PeerRound, double> of) => table.Add(
            row, Table.Milliseconds(Statistics.Median(ours.Select(of))), Table.Milliseconds(Statistics.Median(theirs.Select(of))),
            Table.Number(Statistics.MedianRatio(ours.Select(of), theirs.Select(of))));
    }

    /// <summary>Puts the recordings in a row.</summary>
    private static float[] Speech(double seconds)
    {
        var samples = new float[(int)(seconds * SampleRate)];
        int at = 0;
        foreach (Recording recording in RecordingSet.Load())
        {
            int count = Math.Min(recording.Samples.Length, samples.Length - at);
            recording.Samples.AsSpan(0, count).CopyTo(samples.AsSpan(at));
            at += count;
        }

        return samples;
    }

    private static void Write(string path, float[] samples)
    {
        using WavWriter writer = WavWriter.Create(path, new AudioFormat(SampleRate, 1, SampleEncoding.Pcm16));
        writer.Write(samples);
        writer.Complete();
    }
}
