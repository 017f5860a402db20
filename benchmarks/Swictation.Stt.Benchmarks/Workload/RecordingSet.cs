using Swictation.Stt.Audio;

namespace Swictation.Stt.Benchmarks.Workload;

/// <summary>The sample recordings: fifteen, without the second copy of one.</summary>
internal static class RecordingSet
{
    private const string SecondCopy = "hello-world.wav";

    /// <summary>Reads all recordings, in the order of their names.</summary>
    public static Recording[] Load() =>
    [
        .. File.ReadLines(Path.Combine(Locations.Samples, "README.md"))
            .Select(static line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(static cells => cells.Length == 5 && cells[1].EndsWith(".wav`", StringComparison.Ordinal))
            .Select(static cells => (Name: cells[1].Trim('`'), Text: cells[3]))
            .Where(static row => row.Name != SecondCopy)
            .OrderBy(static row => row.Name, StringComparer.Ordinal)
            .Select(static row => Path.Combine(Locations.Samples, row.Name) is var path ? new Recording(path, row.Text, AudioReader.ReadAll(path)) : null!),
    ];

    /// <summary>Reads one recording of middle length.</summary>
    public static Recording LoadOne() => Load().Single(static recording => Path.GetFileName(recording.Path) == "fox.wav");
}
