using Swictation.Stt.Vad;

namespace Swictation.Stt.Tests.Pipeline;

/// <summary>A detector that hears speech in given parts of a <see cref="ScriptedEngine"/>'s audio, which says where it is.</summary>
internal sealed class ScriptedDetector(params IReadOnlyList<(double Start, double End)> speech) : IVoiceActivityDetector
{
    private const float Scale = 1 << 24;

    public int SampleRate { get; init; } = ScriptedEngine.SampleRate;

    public int WindowLength => 512;

    public float RecommendedThreshold { get; init; } = 0.5f;

    /// <summary>Gets what is done before each window: count, throw, wait.</summary>
    public Action<int>? OnWindow { get; init; }

    public int Windows { get; private set; }

    public int Resets { get; private set; }

    /// <summary>Gets where the windows lay.</summary>
    public List<long> Positions { get; } = [];

    /// <summary>Makes a detector that hears speech where words are; pauses shorter than <paramref name="join"/> seconds do not show.</summary>
    public static ScriptedDetector Of(IEnumerable<ScriptedWord> words, double join = 0)
    {
        var parts = new List<(double Start, double End)>();
        foreach (ScriptedWord word in words)
        {
            (double start, double end) = ((double)word.Start / ScriptedEngine.SampleRate, (double)word.End / ScriptedEngine.SampleRate);
            if (parts.Count > 0 && start - parts[^1].End <= join)
                parts[^1] = (parts[^1].Start, end);
            else
                parts.Add((start, end));
        }

        return new ScriptedDetector([.. parts]);
    }

    public float Process(ReadOnlySpan<float> window)
    {
        Assert.Equal(WindowLength, window.Length);
        Windows++;
        OnWindow?.Invoke(Windows);
        long start = (long)(window[0] * Scale);
        Positions.Add(start);
        double middle = (start + (WindowLength / 2)) / (double)ScriptedEngine.SampleRate;
        return speech.Any(part => middle >= part.Start && middle < part.End) ? 0.9f : 0.1f;
    }

    public void Reset() => Resets++;

    public void Dispose()
    {
    }
}
