using Swictation.Stt.Benchmarks.Measurement;
using Swictation.Stt.Benchmarks.Peers;
using Swictation.Stt.Benchmarks.Workload;
using Swictation.Stt.Onnx;

namespace Swictation.Stt.Benchmarks.Commands;

/// <summary>Compares this library with sherpa-onnx, in turns.</summary>
internal static class PeersCommand
{
    private const int WarmUpRounds = 5;

    public static int Run(CommandOptions options)
    {
        Recording[] recordings = RecordingSet.Load();
        double seconds = recordings.Sum(static recording => recording.Seconds);
        string[] files = [.. recordings.Select(static recording => recording.Path)];
        string model = Locations.SherpaModel;
        SherpaInstallation installation = SherpaInstallation.FindOrMake();
        List<PeerRound> ours = [], theirs = [];
        PeerInfo info;
        using (SherpaServer sherpa = installation.Serve(model, options.Threads, files))
        using (var us = new OurServer(model, options.Threads, recordings))
        {
            info = sherpa.Info;
            for (int round = -WarmUpRounds; round < options.Rounds; round++)
            {
                (PeerRound a, PeerRound b) = (us.Run(), sherpa.Run());
                if (round < 0)
                    continue;
                ours.Add(a);
                theirs.Add(b);
            }
        }

        var startup = new StartupMeasurement(
            options.Rounds, Locations.Hello, files, TranscribingProgram.Ours(model, options.Threads), installation.ToProgram(model, options.Threads));

        var facts = new Table("What", "Value");
        facts.Add("Machine", Machine.Description);
        facts.AddIfKnown("Load average", Machine.Load);
        facts.Add("Swictation.Stt", $"{Machine.Runtime}, ONNX Runtime {OrtEnv.Instance.Version}");
        facts.Add(info.Name, $"{info.Version}, Node.js {info.Node}, ONNX Runtime {info.OnnxRuntime}");
        facts.Add("Model", "tiny-en/sherpa, float, greedy search");
        facts.Add("Threads", $"{options.Threads} on both sides");
        facts.Add("Audio", $"{recordings.Length} files, {Table.Number(seconds)} s, decoded before");
        facts.Add("Method", $"medians of {options.Rounds} rounds in turns, after {WarmUpRounds} to warm up; ratios pair by pair");
        Console.WriteLine(facts);

        var table = new Table("All files, features to text", "Swictation.Stt", info.Name, "ours / theirs");
        AddRow("Time", static round => round.Milliseconds);
        AddRow("Processor time", static round => round.CpuMilliseconds);
        table.Add("Speed", Speed(ours), Speed(theirs), string.Empty);
        table.Add("Texts as spoken", Right(ours), Right(theirs), string.Empty);
        Console.WriteLine(table);

        Console.WriteLine(startup.ToTable());
        Console.WriteLine(
            $"Start to first text, ours / theirs: time {Table.Number(startup.Ratio(static run => run.FirstTextMilliseconds))}, " +
            $"processor time {Table.Number(startup.Ratio(static run => run.ProcessorMilliseconds ?? double.NaN))}");
        return 0;

        void AddRow(string name, Func<PeerRound, double> of) => table.Add(
            name, Table.Milliseconds(Statistics.Median(ours.Select(of))), Table.Milliseconds(Statistics.Median(theirs.Select(of))),
            Table.Number(Statistics.MedianRatio(ours.Select(of), theirs.Select(of))));
        string Speed(List<PeerRound> rounds) =>
            Table.Number(seconds * 1000 / Statistics.Median(rounds.Select(static round => round.Milliseconds))) + " x real time";
        string Right(List<PeerRound> rounds) =>
            $"{rounds[^1].Texts.Zip(recordings).Count(static pair => pair.First == pair.Second.Text)} of {recordings.Length}";
    }
}
