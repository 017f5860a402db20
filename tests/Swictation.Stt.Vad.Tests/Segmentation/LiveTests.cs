using FsCheck;
using FsCheck.Xunit;

namespace Swictation.Stt.Vad.Tests;

/// <summary>The segmenter over real models and real speech.</summary>
[Collection("Allocations")]
public sealed class LiveTests
{
    private const int Before = 24000;
    private const int After = 32000;

    public static TheoryData<string, string, double> Surroundings
    {
        get
        {
            var data = new TheoryData<string, string, double>();
            foreach (string model in (string[])["tiny-vad", "silero_vad"])
            {
                foreach (string name in Recordings.SpokenNames)
                {
                    data.Add(model, name, 0);
                    data.Add(model, name, 3.5e-4);
                }
            }

            return data;
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Surroundings))]
    public void A_recording_is_one_utterance_with_its_first_and_its_last_sound(string model, string name, double noise)
    {
        float[] speech = Recordings.Spoken(name);
        RecordingSink.Heard heard = Assert.Single(Segment(model, Surround(speech, noise)).Utterances);
        (int first, int end) = Recordings.Sounds(speech);
        Assert.True(heard.Start <= Before + first, $"It starts at {heard.Start - Before}, after the first sound at {first}.");
        Assert.True(heard.End >= Before + end, $"It ends at {heard.End - Before}, before the last sound at {end}.");
        Assert.InRange(heard.Position, Before + first - 4096, Before + end);
    }

    [SkippableTheory]
    [InlineData("tiny-vad")]
    [InlineData("silero_vad")]
    public void A_short_word_is_heard(string model)
    {
        // "stop", the first word of "stop dictation": from silence to the pause before the second.
        float[] word = Recordings.Spoken("stop")[3200..9600];
        Assert.Single(Segment(model, Surround(word, 3.5e-4)).Utterances);
    }

    [SkippableFact]
    public void The_embedded_model_finds_nearly_all_speech_of_a_conversation()
    {
        float[] audio = Recordings.Shared("silero-test-16k");
        RecordingSink sink = Segment("tiny-vad", audio);
        int[] speech = [.. Recordings.Oracle("silero-test-16k.probabilities").Select(static (probability, window) => (probability, window)).Where(static pair => pair.probability >= 0.5f).Select(static pair => (pair.window * 512) + 256)];
        int found = speech.Count(middle => sink.Utterances.Any(heard => heard.Start <= middle && middle < heard.End));
        Assert.True(found >= 0.985 * speech.Length, $"{found} of {speech.Length} windows in which Silero hears speech.");
    }

    [SkippableTheory]
    [InlineData("tiny-vad")]
    [InlineData("silero_vad")]
    public void Soft_and_loud_noise_is_no_speech(string model)
    {
        foreach (double noise in (double[])[1e-4, 1e-3, 1e-2, 5e-2])
            Assert.Empty(Segment(model, Surround(new float[160000], noise)).Utterances);
    }

    [Property(MaxTest = 8)]
    public void The_sizes_of_the_blocks_never_change_the_calls(int seed)
    {
        float[] audio = [.. Surround(Recordings.Spoken("stop"), 1e-3), .. Recordings.Spoken("months"), .. Surround(Recordings.Spoken("fox"), 0)];
        RecordingSink whole = Segment("tiny-vad", audio, maxUtterance: 2);
        using SileroVadStream stream = Models.Tiny.OpenStream();
        var sink = new RecordingSink();
        var segmenter = new SpeechSegmenter(stream, new SpeechSegmenterOptions { MaxUtterance = TimeSpan.FromSeconds(2) });
        Scripts.PushInBlocks(segmenter, audio, sink, seed);
        segmenter.Complete(sink);
        Assert.Equal(whole.Calls, sink.Calls);
        Assert.Contains(sink.Utterances, static heard => heard.Reason == SpeechEndReason.MaximumLength);
    }

    [Fact]
    public void Once_its_memory_has_grown_it_allocates_nothing()
    {
        float[] audio = [.. Surround(Recordings.Spoken("stop"), 0), .. Recordings.Spoken("months"), .. Surround(Recordings.Spoken("fox"), 0)];
        using SileroVadStream stream = Models.Tiny.OpenStream();
        var segmenter = new SpeechSegmenter(stream, new SpeechSegmenterOptions { MaxUtterance = TimeSpan.FromSeconds(2) });
        var sink = new CountingSink();
        AllocationAssert.Zero(
            () =>
            {
                for (int at = 0; at < audio.Length; at += 700)
                    segmenter.Push(audio.AsSpan(at, Math.Min(700, audio.Length - at)), sink);
            },
            iterations: 4);
        Assert.True(sink.Cuts > 0);
    }

    private static RecordingSink Segment(string model, float[] audio, double maxUtterance = 20)
    {
        using SileroVadStream stream = Models.Named(model).OpenStream();
        var sink = new RecordingSink();
        var segmenter = new SpeechSegmenter(stream, new SpeechSegmenterOptions { MaxUtterance = TimeSpan.FromSeconds(maxUtterance) });
        segmenter.Push(audio, sink);
        segmenter.Complete(sink);
        return sink;
    }

    private static float[] Surround(float[] speech, double noise)
    {
        var random = new Random(1);
        var audio = new float[Before + speech.Length + After];
        for (int i = 0; i < audio.Length; i++)
            audio[i] = (float)((random.NextDouble() - 0.5) * 2 * noise);
        for (int i = 0; i < speech.Length; i++)
            audio[Before + i] += speech[i];
        return audio;
    }

    private sealed class CountingSink : ISpeechSink
    {
        public int Cuts { get; private set; }

        public void SpeechStarted(long position, long audioStart)
        {
        }

        public void Speech(ReadOnlySpan<float> samples)
        {
        }

        public void SpeechEnded(long position, SpeechEndReason reason) => Cuts += reason == SpeechEndReason.MaximumLength ? 1 : 0;
    }
}
