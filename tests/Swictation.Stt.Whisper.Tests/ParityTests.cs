using System.Text.Json;
using Swictation.Stt.Audio.Features;

namespace Swictation.Stt.Whisper.Tests;

/// <summary>
/// Compares with openai/whisper on the same weights, in every layout. Its entries draw nothing: the long-form ones were made at
/// temperature 0 alone, since what torch draws above cannot be drawn again.
/// </summary>
public sealed class ParityTests
{
    [SkippableTheory]
    [MemberData(nameof(Engines.Layouts), MemberType = typeof(Engines))]
    public void A_window_decodes_to_the_reference_tokens(string layout)
    {
        WhisperEngine engine = Engines.Random(layout);
        int compared = 0;
        foreach (OracleEntry expected in OracleEntry.All().Where(static entry => !entry.IsLongForm))
        {
            WindowResult actual = DecodeWindow(engine, expected, out LanguageProbability[] languages);
            Assert.Equal(expected.Tokens, actual.Tokens);
            Assert.Equal(expected.Text, actual.Text);
            Assert.Equal(expected.Json.GetProperty("avg_logprob").GetDouble(), actual.AverageLogProbability, 1e-3);
            Assert.Equal(expected.Json.GetProperty("no_speech_prob").GetDouble(), actual.NoSpeechProbability, 1e-4);
            // Both zlibs find the same repetitions, but for a few bytes.
            double ratio = expected.Json.GetProperty("compression_ratio").GetDouble();
            Assert.Equal(ratio, actual.CompressionRatio, ratio * 0.02);
            foreach (JsonProperty language in expected.Json.GetProperty("language_probabilities").EnumerateObject())
            {
                float probability = Assert.Single(languages, detected => detected.Language == language.Name).Probability;
                Assert.Equal(language.Value.GetDouble(), probability, 1e-3);
            }

            compared++;
        }

        Assert.Equal((21, 30), (compared, OracleEntry.All().Count)); // with the nine below: none is left out
    }

    [SkippableTheory]
    [MemberData(nameof(Engines.Layouts), MemberType = typeof(Engines))]
    public void A_long_recording_has_the_reference_segments(string layout)
    {
        WhisperEngine engine = Engines.Random(layout);
        int compared = 0;
        foreach (OracleEntry expected in OracleEntry.All().Where(static entry => entry.IsLongForm))
        {
            using TranscriptionJob job = engine.StartJob(expected.Options, default);
            MelSpectrogram features = job.CreateSpectrogram();
            features.Write(Recordings.Read(expected.Audio));
            features.Complete();
            job.Add(features);
            job.Run();
            AssertSegments(expected, job.Recordings[0].Segments);
            Transcription result = engine.Transcribe(Recordings.Read(expected.Audio), expected.Options);
            Assert.Equal(expected.Text.Trim(), result.Text);
            Assert.All(result.Segments, segment => Assert.Contains(
                expected.Json.GetProperty("segments").EnumerateArray(),
                reference => Math.Abs(reference.GetProperty("avg_logprob").GetDouble() - segment.Decoding!.AverageLogProbability) < 1e-3 && segment.Decoding.Temperature == 0));
            compared++;
        }

        Assert.Equal((9, 30), (compared, OracleEntry.All().Count));
    }

    private static void AssertSegments(OracleEntry expected, IReadOnlyList<RecognizedSegment> actual)
    {
        JsonElement[] segments = [.. expected.Json.GetProperty("segments").EnumerateArray()];
        Assert.Equal(segments.Length, actual.Count);
        for (int i = 0; i < segments.Length; i++)
        {
            Assert.Equal(segments[i].GetProperty("tokens").EnumerateArray().Select(static token => token.GetInt32()), actual[i].Tokens);
            Assert.Equal(segments[i].GetProperty("seek").GetInt32(), actual[i].Window.Seek);
            Assert.Equal(segments[i].GetProperty("start").GetDouble(), actual[i].Start, 1e-9);
            Assert.Equal(segments[i].GetProperty("end").GetDouble(), actual[i].End, 1e-9);
            Assert.Equal(segments[i].GetProperty("avg_logprob").GetDouble(), actual[i].Result.AverageLogProbability, 1e-3);
            Assert.Equal(segments[i].GetProperty("no_speech_prob").GetDouble(), actual[i].Result.NoSpeechProbability, 1e-4);
        }
    }

    /// <summary>Decodes as the reference's <c>decode</c> does: the audio, not its features, is padded to 30 s.</summary>
    private static WindowResult DecodeWindow(WhisperEngine engine, OracleEntry expected, out LanguageProbability[] languages)
    {
        float[] samples = Recordings.Read(expected.Audio);
        ReadOnlySpan<float> window = samples.AsSpan(0, Math.Min(samples.Length, WhisperLogMel.WindowSamples));
        var features = new float[engine.Model.MelCount * engine.Model.WindowFrames];
        engine.Features.Compute(window, features, engine.Model.WindowFrames, WhisperLogMel.WindowSamples);
        using EncodedAudio audio = engine.Model.Encoder.Run(features, 1, null);
        WindowDecoder decoder = engine.Decoders.Rent();
        try
        {
            languages = decoder.DetectLanguages(audio, [0], null)[0];
            var settings = new TranscriptionSettings(expected.Options, engine.Model);
            var seek = new SeekWindow(0, SeekWindow.FullFrames);
            WindowTask task = settings.CreateTask(seek, settings.Language!, settings.CreateLoop(SeekWindow.FullFrames, false).Prompt());
            return new FallbackDecoder(engine.Model, decoder, settings, null, default).Decode(audio, [task])[0];
        }
        finally
        {
            engine.Decoders.Return(decoder);
        }
    }
}
