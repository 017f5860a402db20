using System.Text.Json;
using Swictation.Stt.Audio;

namespace Swictation.Stt.Vad.Tests;

/// <summary>Recordings and what reference programs made of them.</summary>
internal static class Recordings
{
    public static IReadOnlyList<string> SpokenNames { get; } =
        [.. Directory.EnumerateFiles(Repository.Path("samples", "audio"), "*.wav").Select(static path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal)];

    /// <summary>Gets one of the recordings in samples/audio.</summary>
    public static float[] Spoken(string name) => AudioReader.ReadAll(Repository.Path("samples", "audio", name + ".wav"));

    /// <summary>Gets one of the shared recordings, at its own sample rate; skips the test where they are absent.</summary>
    public static float[] Shared(string name) =>
        AudioReader.ReadAll(SharedFiles.Path("audio", name + ".wav"), new AudioReaderOptions { SampleRate = SampleRate(name) });

    public static int SampleRate(string name) => name.Contains("-8k", StringComparison.Ordinal) ? 8000 : 16000;

    public static float[] Oracle(string name) => JsonSerializer.Deserialize<float[]>(File.ReadAllText(SharedFiles.Path("oracles", "silero", name + ".json")))!;

    /// <summary>Finds the first and the last sound: frames of 10 ms no more than 40 dB below the loudest.</summary>
    public static (int First, int End) Sounds(ReadOnlySpan<float> audio)
    {
        const int Frame = 160;
        var energies = new double[audio.Length / Frame];
        for (int i = 0; i < energies.Length; i++)
        {
            foreach (float sample in audio.Slice(i * Frame, Frame))
                energies[i] += sample * sample;
        }

        double least = energies.Max() * 1e-4;
        return (Array.FindIndex(energies, energy => energy > least) * Frame, (Array.FindLastIndex(energies, energy => energy > least) + 1) * Frame);
    }
}
