using Swictation.Stt;
using Swictation.Stt.Evaluation;

namespace Swictation.Host.Quantization;

/// <summary>The speed and the text of two models on the same recordings, heard in turn.</summary>
internal sealed record ModelComparison
{
    /// <summary>Gets what the original is; where a directory holds several layouts, the one that was heard.</summary>
    public required SttEngineInfo Engine { get; init; }

    public required TimeSpan Audio { get; init; }

    public required int Rounds { get; init; }

    /// <summary>Gets the time that the original took for all recordings: the median of the rounds.</summary>
    public required TimeSpan OriginalTime { get; init; }

    /// <summary>Gets the time that the quantised model took.</summary>
    public required TimeSpan QuantizedTime { get; init; }

    /// <summary>Gets the quantised model's time over the original's: the median of the rounds, since a machine's speed changes.</summary>
    public required double TimeRatio { get; init; }

    public required IReadOnlyList<TextComparison> Texts { get; init; }

    public ErrorRates Rates => Texts.Select(static text => text.Rates).Aggregate(static (a, b) => a + b);

    /// <summary>Loads both models and lets them hear every recording in turn.</summary>
    /// <exception cref="SttException">A model cannot be loaded or run.</exception>
    public static ModelComparison Run(
        string original, string quantized, SttEngineOptions options, IReadOnlyList<ComparedRecording> recordings, int rounds, CancellationToken cancellationToken)
    {
        using ISttEngine first = SttEngine.Load(original, options);
        using ISttEngine second = SttEngine.Load(quantized, options);
        TextComparison[] texts = [.. recordings.Select(recording => Compare(first, second, recording, cancellationToken))]; // and warms both up
        var times = new (TimeSpan First, TimeSpan Second)[rounds];
        for (int round = 0; round < rounds; round++)
        {
            foreach (ComparedRecording recording in recordings)
            {
                // Who begins changes, so that neither has the better of it.
                if (round % 2 == 0)
                    times[round].First += Time(first, recording, cancellationToken);
                times[round].Second += Time(second, recording, cancellationToken);
                if (round % 2 != 0)
                    times[round].First += Time(first, recording, cancellationToken);
            }
        }

        return new ModelComparison
        {
            Engine = first.Info,
            Audio = TimeSpan.FromSeconds(recordings.Sum(static recording => (long)recording.Samples.Length) / (double)first.Info.SampleRate),
            Rounds = rounds,
            OriginalTime = Median(times.Select(static time => time.First)),
            QuantizedTime = Median(times.Select(static time => time.Second)),
            TimeRatio = Median(times.Select(static time => time.Second / time.First)),
            Texts = texts,
        };
    }

    private static TextComparison Compare(ISttEngine first, ISttEngine second, ComparedRecording recording, CancellationToken cancellationToken)
    {
        string original = first.Transcribe(recording.Samples, cancellationToken: cancellationToken).Text;
        string quantized = second.Transcribe(recording.Samples, cancellationToken: cancellationToken).Text;
        return new TextComparison(recording.Name, original, quantized, ErrorRates.Measure(original, quantized));
    }

    private static TimeSpan Time(ISttEngine engine, ComparedRecording recording, CancellationToken cancellationToken)
    {
        long start = TimeProvider.System.GetTimestamp();
        engine.Transcribe(recording.Samples, cancellationToken: cancellationToken);
        return TimeProvider.System.GetElapsedTime(start);
    }

    private static T Median<T>(IEnumerable<T> values)
    {
        T[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
