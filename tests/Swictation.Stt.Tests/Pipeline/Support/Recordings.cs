using Swictation.Stt.Audio;

namespace Swictation.Stt.Tests.Pipeline;

/// <summary>The sample recordings and what is said in them, each once.</summary>
internal static class Recordings
{
    public static IReadOnlyList<(string Text, float[] Samples)> All { get; } =
    [
        .. File.ReadLines(Repository.Path("samples", "audio", "README.md"))
            .Select(static line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(static cells => cells.Length == 5 && cells[1].EndsWith(".wav`", StringComparison.Ordinal) && cells[1] != "`hello-world.wav`")
            .Select(static cells => (cells[3], AudioReader.ReadAll(Repository.Path("samples", "audio", cells[1].Trim('`'))))),
    ];
}
