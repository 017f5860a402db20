using System.Globalization;
using Swictation.Host.Models;
using Swictation.Stt;
using Swictation.Stt.Audio;
using Swictation.Stt.Vad;

namespace Swictation.Host.Doctor;

/// <summary>The doctor's check of the voice activity detector: which one is used, whether it hears, and how fast.</summary>
internal static class DetectorCheck
{
    private const string Name = "voice activity";

    /// <summary>How much audio the timing takes: 20 s, so that a clock's steps do not count.</summary>
    private const int TimedSamples = 20 * 16000;

    public static CheckResult Run(string? path, string sampleFile, CancellationToken cancellationToken)
    {
        try
        {
            using SileroVad detector = DetectorModel.Load(path);
            float[] audio = File.Exists(sampleFile) ? AudioReader.ReadAll(sampleFile, cancellationToken: cancellationToken) : new float[16000];
            float[] probabilities = detector.GetProbabilities(audio);
            bool hears = !File.Exists(sampleFile) || probabilities.Max() >= detector.Info.RecommendedThreshold;
            float[] longer = [.. Enumerable.Repeat(audio, (TimedSamples / audio.Length) + 1).SelectMany(static samples => samples)];
            long start = TimeProvider.System.GetTimestamp();
            detector.GetProbabilities(longer);
            TimeSpan elapsed = TimeProvider.System.GetElapsedTime(start);
            return new CheckResult(
                Name,
                hears ? CheckStatus.Ok : CheckStatus.Problem,
                [
                    ("detector", detector.Info.IsEmbedded ? $"{detector.Info.Name}, built in" : $"{detector.Info.Name} (Silero {detector.Info.Version.ToString().ToLowerInvariant()})"),
                    detector.Info.Path is { } file ? ("file", file)
                        : ("better", $"Silero's knows far more voices and noises: get it with swictation models pull {DetectorModel.Recommended} (2.3 MB, MIT), and name it with --vad or SWICTATION_VAD"),
                    ("rates", string.Join(", ", detector.Info.Rates.Select(static rate => $"{rate.SampleRate} Hz"))),
                    ("speed", string.Create(CultureInfo.InvariantCulture, $"{100 * elapsed.TotalSeconds / (longer.Length / 16000.0):F2} % of real time")),
                ],
                hears ? null : "It hears no speech in a spoken sample: get it again, or leave out --vad and SWICTATION_VAD.");
        }
        catch (Exception exception) when (exception is SttException or IOException or ArgumentException)
        {
            return new CheckResult(Name, CheckStatus.Problem, [("error", exception.Message)], $"Name a Silero model, such as {DetectorModel.Recommended}, or leave out --vad and SWICTATION_VAD for the detector that is built in.");
        }
    }
}
