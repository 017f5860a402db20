using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Swictation.Stt.Whisper.Tests;

/// <summary>
/// The loop against openai/whisper's (20250625), run with invented decoding results in place of a model: reference-loop.json holds for
/// each window what was decoded and aligned, and what the reference made of it. A prompt is told by its length and a checksum.
/// </summary>
public sealed class LongFormLoopTests
{
    private static readonly Lazy<JsonDocument> Reference = new(static () =>
        JsonDocument.Parse(File.ReadAllBytes(Repository.Path("tests", "Swictation.Stt.Whisper.Tests", "LongForm", "reference-loop.json"))));

    public static IEnumerable<object[]> Recordings => Enumerable.Range(0, Reference.Value.RootElement.GetArrayLength()).Select(static i => new object[] { i });

    [SkippableTheory]
    [MemberData(nameof(Recordings))]
    public void Windows_prompts_and_segments_are_those_of_the_reference(int index)
    {
        JsonElement recording = Reference.Value.RootElement[index];
        JsonElement options = recording.GetProperty("options");
        bool words = options.GetProperty("words").GetBoolean();
        int content = recording.GetProperty("content").GetInt32();
        var loop = new LongFormLoop(
            Tokenizers.Shared,
            content,
            SeekClips.FromSeconds([.. recording.GetProperty("clips").EnumerateArray().Select(static clip => clip.GetDouble())], content),
            new LongFormOptions
            {
                ConditionOnPreviousText = options.GetProperty("condition").GetBoolean(),
                CarryInitialPrompt = options.GetProperty("carry").GetBoolean(),
                SeekByWords = words,
                HallucinationSilence = options.GetProperty("silence") is { ValueKind: JsonValueKind.Number } silence ? silence.GetDouble() : null,
            },
            Numbers(recording.GetProperty("initial")),
            223);

        foreach (JsonElement step in recording.GetProperty("steps").EnumerateArray())
        {
            Assert.True(loop.TryNext(out SeekWindow window));
            Assert.Equal(new SeekWindow(step.GetProperty("seek").GetInt32(), step.GetProperty("size").GetInt32()), window);
            int[] prompt = loop.Prompt();
            int checksum = (int)(prompt.Select(static (token, i) => (i + 1L) * token).Sum() % 1000003);
            Assert.Equal((step.GetProperty("prompt")[0].GetInt32(), step.GetProperty("prompt")[1].GetInt32()), (prompt.Length, checksum));
            if (step.GetProperty("skip").GetBoolean())
            {
                loop.Skip(window);
                continue;
            }

            Decode(loop, window, step, words);
        }

        Assert.False(loop.TryNext(out _));
    }

    [SkippableFact]
    public void Every_frame_is_in_a_window_and_every_window_starts_behind_the_last()
    {
        _ = Tokenizers.Shared; // skips
        Prop.ForAll<PositiveInt>(seed =>
        {
            var random = new System.Random(seed.Get);
            int content = random.Next(1, 20000);
            var loop = new LongFormLoop(Tokenizers.Shared, content, SeekClips.FromSeconds([], content), new LongFormOptions { SeekByWords = random.Next(2) == 0, HallucinationSilence = random.NextDouble() }, [], 223);
            int previous = -1;
            int done = 0;
            while (loop.TryNext(out SeekWindow window))
            {
                Assert.True(window.Seek > previous);
                Assert.True(window.Seek <= done, "A part of the recording was in no window.");
                Assert.InRange(window.EndFrame, window.Seek + 1, content);
                (previous, done) = (window.Seek, Math.Max(done, window.EndFrame));
                WindowSlices slices = WindowSlicer.Slice(RandomTokens.Of(random), Tokenizers.Shared.Specials, window);
                double end = window.Start;
                foreach (WindowSegment segment in loop.Complete(window, slices, random.NextDouble()))
                {
                    Assert.True(segment.Start >= end);
                    Assert.True(segment.End >= segment.Start);
                    end = segment.End;
                }
            }

            Assert.Equal(content, done);
        }).QuickCheckThrowOnFailure();
    }

    private static void Decode(LongFormLoop loop, SeekWindow window, JsonElement step, bool words)
    {
        WindowSlices slices = WindowSlicer.Slice(Numbers(step.GetProperty("tokens")), Tokenizers.Shared.Specials, window);
        Assert.Equal(step.GetProperty("sliceSeek").GetInt32(), slices.NextSeek);
        Assert.Equal(
            step.GetProperty("slices").EnumerateArray().Select(static slice => (slice[0].GetDouble(), slice[1].GetDouble(), slice[2].GetInt32())),
            slices.Segments.Select(static segment => (segment.Start, segment.End, segment.Tokens.Length)));
        if (words)
        {
            Assert.Equal(step.GetProperty("last").GetDouble(), loop.LastSpeech, 9);
            WordTimingRules.Apply(slices.Segments, Words(step.GetProperty("words")), Tokenizers.Shared.Specials.EndOfText, window.Start, loop.LastSpeech);
        }

        IReadOnlyList<WindowSegment> kept = loop.Complete(window, slices, step.GetProperty("temperature").GetDouble());
        if (step.GetProperty("redo").GetBoolean())
        {
            Assert.Empty(kept);
            return;
        }

        JsonElement expected = step.GetProperty("kept");
        Assert.Equal(expected.GetArrayLength(), kept.Count);
        for (int i = 0; i < kept.Count; i++)
        {
            Assert.Equal(expected[i][0].GetDouble(), kept[i].Start, 9);
            Assert.Equal(expected[i][1].GetDouble(), kept[i].End, 9);
            Assert.Equal(expected[i][2].GetInt32(), kept[i].Tokens.Length);
            Assert.Equal(expected[i][4].EnumerateArray().Select(static text => text.GetString()), kept[i].Words.Select(static word => word.Text));
            for (int w = 0; w < kept[i].Words.Count; w++)
            {
                Assert.Equal(expected[i][3][w][0].GetDouble(), kept[i].Words[w].Start, 9);
                Assert.Equal(expected[i][3][w][1].GetDouble(), kept[i].Words[w].End, 9);
            }
        }
    }

    private static List<WordTiming> Words(JsonElement array)
    {
        var words = new List<WordTiming>();
        int first = 0;
        foreach (JsonElement word in array.EnumerateArray())
        {
            words.Add(new WordTiming
            {
                Text = word[0].GetString()!,
                First = first,
                Count = word[1].GetInt32(),
                Start = word[2].GetDouble(),
                End = word[3].GetDouble(),
                Probability = word[4].GetDouble(),
            });
            first += word[1].GetInt32();
        }

        return words;
    }

    private static int[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(static number => number.GetInt32())];
}
