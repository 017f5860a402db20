using System.Text.Json;

namespace Swictation.Stt.Vad.Tests;

/// <summary>Compares with what Silero's utils_vad.py made of the same recordings, options for options.</summary>
public sealed class OracleTests
{
    public static TheoryData<int> Entries => [.. Enumerable.Range(0, 21)];

    [SkippableTheory]
    [MemberData(nameof(Entries))]
    public void Segments_and_events_are_those_of_the_reference(int index)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(SharedFiles.Path("oracles", "silero", "segments.json")));
        Assert.Equal(21, document.RootElement.GetArrayLength());
        JsonElement entry = document.RootElement[index];
        float[] audio = Recordings.Shared(Path.GetFileNameWithoutExtension(entry.GetProperty("audio").GetString()!));
        int sampleRate = entry.GetProperty("sample_rate").GetInt32();
        JsonElement options = entry.GetProperty("options");
        using SileroVadStream stream = Models.Silero().OpenStream(sampleRate);
        if (options.TryGetProperty("iterator", out _))
            AssertEvents(entry.GetProperty("events"), audio, stream, options);
        else
            AssertSegments(entry.GetProperty("segments"), audio, stream, options);
    }

    private static void AssertSegments(JsonElement expected, float[] audio, SileroVadStream stream, JsonElement options)
    {
        SpeechTimestampsOptions read = Read(options);
        (long, long)[] segments = [.. expected.EnumerateArray().Select(static pair => (pair[0].GetInt64(), pair[1].GetInt64()))];
        Assert.Equal(segments, SpeechTimestamps.Find(stream, audio, read).Select(static segment => (segment.Start, segment.End)));
        var source = new BlockSource(audio, seed: 7, stream.SampleRate);
        Assert.Equal(segments, SpeechTimestamps.Find(stream, source, read).Select(static segment => (segment.Start, segment.End)));
    }

    private static void AssertEvents(JsonElement expected, float[] audio, SileroVadStream stream, JsonElement options)
    {
        var iterator = new VadIterator(stream, new VadIteratorOptions
        {
            Threshold = options.GetProperty("threshold").GetSingle(),
            MinSilence = Milliseconds(options.GetProperty("min_silence_duration_ms")),
            Padding = Milliseconds(options.GetProperty("speech_pad_ms")),
        });
        for (int pass = 0; pass < 2; pass++)
        {
            var events = new List<(string, long)>();
            for (int at = 0; at < audio.Length; at += stream.WindowLength)
            {
                var window = new float[stream.WindowLength];
                audio.AsSpan(at, Math.Min(window.Length, audio.Length - at)).CopyTo(window);
                if (iterator.Process(window) is { } heard)
                    events.Add((heard.Kind == VadEventKind.Start ? "start" : "end", heard.Position));
            }

            Assert.Equal(expected.EnumerateArray().Select(static item => item.EnumerateObject().Single()).Select(static item => (item.Name, item.Value.GetInt64())), events);
            iterator.Reset();
        }
    }

    private static SpeechTimestampsOptions Read(JsonElement options)
    {
        var read = new SpeechTimestampsOptions();
        foreach (JsonProperty option in options.EnumerateObject())
        {
            read = option.Name switch
            {
                "threshold" => read with { Threshold = option.Value.GetSingle() },
                "neg_threshold" => read with { ExitThreshold = option.Value.GetSingle() },
                "min_speech_duration_ms" => read with { MinSpeech = Milliseconds(option.Value) },
                "max_speech_duration_s" => read with { MaxSpeech = TimeSpan.FromSeconds(option.Value.GetDouble()) },
                "min_silence_duration_ms" => read with { MinSilence = Milliseconds(option.Value) },
                "speech_pad_ms" => read with { Padding = Milliseconds(option.Value) },
                "min_silence_at_max_speech" => read with { MinSilenceAtMaxSpeech = Milliseconds(option.Value) },
                "use_max_poss_sil_at_max_speech" => read with { CutAtLongestSilence = option.Value.GetBoolean() },
                _ => throw new InvalidDataException(option.Name),
            };
        }

        return read;
    }

    private static TimeSpan Milliseconds(JsonElement value) => TimeSpan.FromMilliseconds(value.GetDouble());
}
