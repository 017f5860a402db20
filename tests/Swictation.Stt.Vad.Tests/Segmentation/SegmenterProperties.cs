using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Swictation.Stt.Vad.Tests;

/// <summary>What holds of the segmenter for any course of probabilities, any options and any sizes of blocks.</summary>
public sealed class SegmenterProperties
{
    private const int Window = ScriptedDetector.Window;
    private const int LeastPause = 98;

    [Property(MaxTest = 300)]
    public void The_sizes_of_the_blocks_never_change_the_calls(int seed, PositiveInt windows, NonNegativeInt missing)
    {
        (float[] probabilities, float[] audio, SpeechSegmenterOptions options) = Case(seed, windows, missing);
        RecordingSink whole = Run(probabilities, options, (segmenter, sink) => segmenter.Push(audio, sink));
        RecordingSink blocks = Run(probabilities, options, (segmenter, sink) => Scripts.PushInBlocks(segmenter, audio, sink, seed));
        RecordingSink single = Run(probabilities, options, (segmenter, sink) =>
        {
            foreach (float sample in audio)
                segmenter.Push([sample], sink);
        });
        Assert.Equal(whole.Calls, blocks.Calls);
        Assert.Equal(whole.Calls, single.Calls);
    }

    [Property(MaxTest = 500)]
    public void Utterances_are_in_order_within_their_limits_and_hold_what_was_pushed(int seed, PositiveInt windows, NonNegativeInt missing)
    {
        (float[] probabilities, float[] audio, SpeechSegmenterOptions options) = Case(seed, windows, missing);
        RecordingSink sink = Run(probabilities, options, (segmenter, sink) => segmenter.Push(audio, sink));
        Assert.False(sink.IsOpen);
        long lastEnd = 0;
        foreach (RecordingSink.Heard heard in sink.Utterances)
        {
            Assert.InRange(heard.Start, lastEnd, heard.Position);
            Assert.InRange(heard.End, heard.Position + 1, audio.Length);
            Assert.InRange(heard.End - heard.Start, 1, (long)options.MaxUtterance.TotalMilliseconds + Window);
            Assert.Equal(audio[(int)heard.Start..(int)(heard.Start + heard.Audio.Length)], heard.Audio);
            if (heard.Reason == SpeechEndReason.MaximumLength)
                Assert.True(heard.Audio.Length >= heard.End - heard.Start);
            else
                Assert.Equal(heard.End - heard.Start, heard.Audio.Length);
            lastEnd = heard.End;
        }

        // Nothing is given twice but what lies after a cut.
        foreach ((RecordingSink.Heard before, RecordingSink.Heard after) in sink.Utterances.Zip(sink.Utterances.Skip(1)))
            Assert.True(before.Start + before.Audio.Length <= after.Start || (before.Reason == SpeechEndReason.MaximumLength && after.Start == before.End));
    }

    [Property(MaxTest = 500)]
    public void Speech_is_given_and_clicks_are_not(int seed, PositiveInt windows)
    {
        (float[] probabilities, float[] audio, SpeechSegmenterOptions options) = Case(seed, windows, NonNegativeInt.NewNonNegativeInt(0));
        RecordingSink sink = Run(probabilities, options, (segmenter, sink) => segmenter.Push(audio, sink));
        bool[] given = new bool[audio.Length];
        foreach (RecordingSink.Heard heard in sink.Utterances)
            given.AsSpan((int)heard.Start, (int)(heard.End - heard.Start)).Fill(true);

        bool[] speech = Label(probabilities, options);
        foreach ((int first, int end, int heard) in Runs(speech))
        {
            IEnumerable<int> spoken = Enumerable.Range(first, end - first).Where(window => speech[window]);
            if (heard * Window >= options.MinSpeech.TotalMilliseconds)
                Assert.All(spoken, window => Assert.DoesNotContain(false, given[(window * Window)..((window + 1) * Window)]));
        }

        // Whatever starts an utterance is speech, enough of it unless it goes on after a cut.
        foreach (RecordingSink.Heard heard in sink.Utterances)
        {
            Assert.True(speech[(int)(heard.Position / Window)]);
            (int First, int End, int Heard) run = Runs(speech).Single(run => heard.Position >= run.First * Window && heard.Position < run.End * Window);
            bool continues = sink.Utterances.Any(before => before.Reason == SpeechEndReason.MaximumLength && heard.Position >= before.End && heard.Position - before.End < (long)options.MinSilence.TotalMilliseconds);
            Assert.True(continues || run.Heard * Window >= options.MinSpeech.TotalMilliseconds || (run.End - run.First) * Window >= options.MaxUtterance.TotalMilliseconds - options.PreRoll.TotalMilliseconds);
        }
    }

    [Property(MaxTest = 300)]
    public void A_silence_ends_an_utterance_after_the_last_speech_and_the_tail(int seed, PositiveInt windows)
    {
        (float[] probabilities, float[] audio, SpeechSegmenterOptions options) = Case(seed, windows, NonNegativeInt.NewNonNegativeInt(0));
        RecordingSink sink = Run(probabilities, options, (segmenter, sink) => segmenter.Push(audio, sink));
        bool[] speech = Label(probabilities, options);
        foreach (RecordingSink.Heard heard in sink.Utterances.Where(static heard => heard.Reason == SpeechEndReason.Silence))
        {
            long tail = (long)Math.Min(options.Tail.TotalMilliseconds, options.MinSilence.TotalMilliseconds);
            long lastSpeech = heard.End - tail;
            Assert.Equal(0, lastSpeech % Window);
            int after = (int)(lastSpeech / Window);
            Assert.True(speech[after - 1]);
            int silent = (int)Math.Ceiling(options.MinSilence.TotalMilliseconds / Window);
            Assert.DoesNotContain(true, speech[after..(after + silent)]);
        }
    }

    [Property(MaxTest = 300)]
    public void No_cut_lies_before_what_the_consumer_has_given_out(int seed, PositiveInt windows)
    {
        (float[] probabilities, float[] audio, SpeechSegmenterOptions options) = Case(seed, windows, NonNegativeInt.NewNonNegativeInt(0));
        var random = new Random(seed);
        var sink = new EarliestCutSink(random);
        var segmenter = new SpeechSegmenter(new ScriptedDetector(probabilities), options);
        sink.Segmenter = segmenter;
        segmenter.Push(audio, sink);
        segmenter.Complete(sink);
    }

    [Property(MaxTest = 200)]
    public void A_window_on_which_the_detector_throws_counts_as_silence(int seed, PositiveInt windows)
    {
        (float[] probabilities, float[] audio, SpeechSegmenterOptions options) = Case(seed, windows, NonNegativeInt.NewNonNegativeInt(7));
        var random = new Random(seed);
        var failures = Enumerable.Range(0, probabilities.Length).Where(_ => random.Next(9) == 0).ToHashSet();
        float[] silenced = [.. probabilities.Select((probability, i) => failures.Contains(i) ? 0 : probability)];
        RecordingSink expected = Run(silenced, options, (segmenter, sink) => segmenter.Push(audio, sink));

        var sink = new RecordingSink();
        var segmenter = new SpeechSegmenter(new ScriptedDetector(probabilities, failures), options);
        int thrown = 0;
        for (int at = 0; at < audio.Length;)
        {
            int count = Math.Min(random.Next(200), audio.Length - at);
            int first = at / Window;
            bool fails = Enumerable.Range(first, ((at + count) / Window) - first).Any(failures.Contains);
            if (fails)
                Assert.StartsWith("window ", Assert.Throws<TimeoutException>(() => segmenter.Push(audio.AsSpan(at, count), sink)).Message, StringComparison.Ordinal);
            else
                segmenter.Push(audio.AsSpan(at, count), sink);
            thrown += fails ? 1 : 0;
            at += count;
            Assert.Equal(at, segmenter.Position);
        }

        if (audio.Length % Window != 0 && failures.Contains(audio.Length / Window))
            Assert.Throws<TimeoutException>(() => segmenter.Complete(sink));
        else
            segmenter.Complete(sink);
        Assert.Equal(expected.Calls, sink.Calls);
        Assert.True(thrown > 0 || !failures.Any(failure => failure < audio.Length / Window));
    }

    [Property(MaxTest = 200)]
    public void After_a_gap_it_is_like_new(int seed, PositiveInt windows, NonNegativeInt missing, PositiveInt gap)
    {
        (float[] probabilities, float[] audio, SpeechSegmenterOptions options) = Case(seed, windows, missing);
        var fresh = new RecordingSink();
        Run(probabilities, options, (segmenter, sink) => segmenter.Push(audio, sink), fresh);

        // The same audio twice with a gap between: what comes of the second is what came of the first, moved.
        var sink = new RecordingSink();
        var segmenter = new SpeechSegmenter(new ScriptedDetector([.. probabilities, .. probabilities]), options);
        Scripts.PushInBlocks(segmenter, audio, sink, seed);
        segmenter.Skip(gap.Get, sink);
        long moved = segmenter.Position;
        Assert.Equal(audio.Length + gap.Get, moved);
        int first = sink.Utterances.Count;
        segmenter.Push(audio, sink);
        segmenter.Complete(sink);

        Assert.Equal(fresh.Utterances.Select(heard => (heard.Position + moved, heard.Start + moved, heard.End + moved, heard.Reason)), sink.Utterances.Skip(first).Select(static heard => (heard.Position, heard.Start, heard.End, heard.Reason)));
        Assert.Equal(fresh.Utterances.Select(heard => (heard.Start, heard.End)), sink.Utterances.Take(first).Select(static heard => (heard.Start, heard.End)));
        Assert.All(sink.Utterances.Take(first).Where(static heard => heard.Reason is SpeechEndReason.AudioLost), heard => Assert.True(heard.End <= audio.Length));
    }

    private static (float[] Probabilities, float[] Audio, SpeechSegmenterOptions Options) Case(int seed, PositiveInt windows, NonNegativeInt missing)
    {
        int count = 1 + (windows.Get * 13 % 400);
        var random = new Random(seed ^ 77);
        var options = new SpeechSegmenterOptions
        {
            Threshold = random.Next(2) == 0 ? null : 0.5f,
            ExitThreshold = random.Next(2) == 0 ? null : (float)random.NextDouble() / 2,
            MinSpeech = TimeSpan.FromMilliseconds(random.Next(400)),
            MinSilence = TimeSpan.FromMilliseconds(50 + random.Next(800)),
            MaxUtterance = TimeSpan.FromMilliseconds(1000 + random.Next(random.Next(2) == 0 ? 500 : 8000)),
            PreRoll = TimeSpan.FromMilliseconds(random.Next(600)),
            Tail = TimeSpan.FromMilliseconds(random.Next(600)),
        };
        return (Scripts.Random(seed, count), Scripts.Ramp((count * Window) - (missing.Get % Window)), options);
    }

    private static RecordingSink Run(float[] probabilities, SpeechSegmenterOptions options, Action<SpeechSegmenter, ISpeechSink> push, RecordingSink? sink = null)
    {
        sink ??= new RecordingSink();
        var segmenter = new SpeechSegmenter(new ScriptedDetector(probabilities), options);
        push(segmenter, sink);
        segmenter.Complete(sink);
        return sink;
    }

    private static bool[] Label(float[] probabilities, SpeechSegmenterOptions options)
    {
        (float threshold, float exit) = (options.Threshold ?? 0.5f, options.ExitThreshold ?? 0.35f);
        var speech = new bool[probabilities.Length];
        for (int i = 0; i < speech.Length; i++)
            speech[i] = probabilities[i] >= threshold || (i > 0 && speech[i - 1] && probabilities[i] >= exit);
        return speech;
    }

    /// <summary>Gets the runs of speech whose gaps are no longer than a pause within a word, with their windows of speech.</summary>
    private static List<(int First, int End, int Heard)> Runs(bool[] speech)
    {
        var runs = new List<(int First, int End, int Heard)>();
        for (int i = 0; i < speech.Length; i++)
        {
            if (!speech[i])
                continue;
            if (runs.Count > 0 && (i - runs[^1].End) * Window <= LeastPause)
                runs[^1] = (runs[^1].First, i + 1, runs[^1].Heard + 1);
            else
                runs.Add((i, i + 1, 1));
        }

        return runs;
    }

    /// <summary>Gives out text up to somewhere in what it was given, and sees that no cut lies before.</summary>
    private sealed class EarliestCutSink(Random random) : ISpeechSink
    {
        private long _start;
        private long _given;

        public SpeechSegmenter Segmenter { get; set; } = null!;

        public void SpeechStarted(long position, long audioStart) => (_start, _given) = (audioStart, audioStart);

        public void Speech(ReadOnlySpan<float> samples)
        {
            _given += samples.Length;
            if (random.Next(3) == 0)
                Segmenter.EarliestCut = Math.Max(Segmenter.EarliestCut, _start + (long)(random.NextDouble() * (_given - _start)));
        }

        public void SpeechEnded(long position, SpeechEndReason reason)
        {
            Assert.True(position >= Segmenter.EarliestCut, $"Ended at {position}, but text up to {Segmenter.EarliestCut} was given out.");
            Assert.True(position <= _given);
        }
    }
}
