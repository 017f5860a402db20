using Swictation.Stt.Benchmarks.Workload;

namespace Swictation.Stt.Benchmarks.Live;

/// <summary>What streams are measured on: the sample recordings, alone and one after the other, the same in every run.</summary>
/// <param name="Short">The recordings, and pairs and threes of them that fit a window.</param>
/// <param name="Long">Ten recordings each, as somebody dictates who pauses between sentences.</param>
internal sealed record LiveUtterances(IReadOnlyList<Recording> Short, IReadOnlyList<Recording> Long)
{
    private const int SampleRate = 16000;
    private const int Combinations = 60;
    private const int LongCount = 6;

    /// <summary>Makes the utterances.</summary>
    /// <param name="window">The longest that fits a window.</param>
    public static LiveUtterances Make(TimeSpan window)
    {
        Recording[] recordings = RecordingSet.Load();
        var random = new Random(7);
        List<Recording> fitting = [.. recordings.Where(recording => recording.Seconds <= window.TotalSeconds)];
        for (int attempt = 0; attempt < 2000 && fitting.Count < recordings.Length + Combinations; attempt++)
        {
            Recording combined = Combine(recordings, random, 2 + (attempt % 2), longestPause: 0.5);
            if (combined.Seconds <= window.TotalSeconds)
                fitting.Add(combined);
        }

        return new LiveUtterances(fitting, [.. Enumerable.Range(0, LongCount).Select(_ => Combine(recordings, random, 10, longestPause: 1.5))]);
    }

    private static Recording Combine(Recording[] recordings, Random random, int count, double longestPause)
    {
        var samples = new List<float>();
        var texts = new List<string>();
        for (int i = 0; i < count; i++)
        {
            Recording recording = recordings[random.Next(recordings.Length)];
            int pause = i == 0 ? 0 : (int)(random.NextDouble() * longestPause * SampleRate);
            for (int k = 0; k < pause; k++)
                samples.Add((float)((random.NextDouble() - 0.5) * 7e-4)); // as soft as the recordings' own pauses
            samples.AddRange(recording.Samples);
            texts.Add(recording.Text);
        }

        return new Recording(string.Empty, string.Join(' ', texts), [.. samples]);
    }
}
