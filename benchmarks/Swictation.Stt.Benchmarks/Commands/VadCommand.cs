using Swictation.Stt.Benchmarks.Measurement;
using Swictation.Stt.Benchmarks.Peers;
using Swictation.Stt.Benchmarks.Workload;
using Swictation.Stt.Onnx;

namespace Swictation.Stt.Benchmarks.Commands;

/// <summary>Measures voice activity detection, beside sherpa-onnx's in turns.</summary>
internal static class VadCommand
{
    private const int WarmUpRounds = 5;
    private const double WindowMilliseconds = 32;

    public static int Run(CommandOptions options)
    {
        string model = options.GivenModel ?? Locations.SileroModel;
        Recording[] recordings = RecordingSet.Load();
        double seconds = recordings.Sum(static recording => recording.Seconds);
        List<PeerRound> ours = [], theirs = [];
        var alone = new List<double>();
        PeerInfo info;
        string name;
        using (SherpaServer sherpa = SherpaInstallation.FindOrMake().ServeVad(model, 1, recordings.Select(static recording => recording.Path)))
        using (var us = new OurVad(model, recordings))
        {
            (info, name) = (sherpa.Info, $"{us.Info.Name}, {us.Info.Version}");
            for (int round = -WarmUpRounds; round < options.Rounds; round++)
            {
                (PeerRound a, PeerRound b, (double milliseconds, int windows)) = (us.Run(), sherpa.Run(), us.RunModel());
                if (round < 0)
                    continue;
                ours.Add(a);
                theirs.Add(b);
                alone.Add(1000 * milliseconds / windows);
            }
        }

        var facts = new Table("What", "Value");
        facts.Add("Machine", Machine.Description);
        facts.AddIfKnown("Load average", Machine.Load);
        facts.Add("Swictation.Stt", $"{Machine.Runtime}, ONNX Runtime {OrtEnv.Instance.Version}");
        facts.Add(info.Name, $"{info.Version}, Node.js {info.Node}, ONNX Runtime {info.OnnxRuntime}");
        facts.Add("Model", $"{name}: the same file on both sides, 16 kHz, 1 thread");
        facts.Add("Audio", $"{recordings.Length} files, {Table.Number(seconds)} s, decoded before");
        facts.Add("Method", $"medians of {options.Rounds} rounds in turns, after {WarmUpRounds} to warm up; ratios pair by pair");
        facts.Add("Model alone", $"{Table.Number(Statistics.Median(alone))} µs for each window of 32 ms, {Share(Statistics.Median(alone) / 1000 / WindowMilliseconds)} of real time; {Share(alone.Min() / 1000 / WindowMilliseconds)} in the fastest round");
        Console.WriteLine(facts);

        var table = new Table("All files, samples to utterances", "Swictation.Stt", info.Name, "ours / theirs");
        AddRow("Time", static round => round.Milliseconds);
        AddRow("Processor time", static round => round.CpuMilliseconds);
        table.Add("Time, of real time", OfRealTime(ours, static round => round.Milliseconds), OfRealTime(theirs, static round => round.Milliseconds), string.Empty);
        table.Add("Processor time, of real time", OfRealTime(ours, static round => round.CpuMilliseconds), OfRealTime(theirs, static round => round.CpuMilliseconds), string.Empty);
        table.Add("Utterances", Count(ours), Count(theirs), string.Empty);
        Console.WriteLine(table);
        return 0;

        void AddRow(string row, Func<PeerRound, double> of) => table.Add(
            row, Table.Milliseconds(Statistics.Median(ours.Select(of))), Table.Milliseconds(Statistics.Median(theirs.Select(of))),
            Table.Number(Statistics.MedianRatio(ours.Select(of), theirs.Select(of))));
        string OfRealTime(List<PeerRound> rounds, Func<PeerRound, double> of) => Share(Statistics.Median(rounds.Select(of)) / 1000 / seconds);
        string Count(List<PeerRound> rounds) => $"{rounds[^1].Texts.Sum(static text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length)}";
        static string Share(double share) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{100 * share:F3} %");
    }
}
