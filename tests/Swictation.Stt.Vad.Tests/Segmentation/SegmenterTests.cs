namespace Swictation.Stt.Vad.Tests;

/// <summary>Each rule of the segmenter on a script of windows of 32 ms, at 1 kHz so that a sample is a millisecond.</summary>
public sealed class SegmenterTests
{
    private static readonly SpeechSegmenterOptions Options = new()
    {
        MinSpeech = Milliseconds(96),
        MinSilence = Milliseconds(320),
        MaxUtterance = Milliseconds(1600),
        PreRoll = Milliseconds(100),
        Tail = Milliseconds(160),
    };

    [Fact]
    public void Silence_gives_no_calls() => Assert.Empty(Scripts.Run(new string('.', 100), Options).Calls);

    [Fact]
    public void A_click_shorter_than_the_least_speech_gives_no_calls() => Assert.Empty(Scripts.Run("..........##....................", Options).Calls);

    [Fact]
    public void Clicks_with_pauses_between_them_do_not_add_up() => Assert.Empty(Scripts.Run("....##....##....##....##....##....##....", Options).Calls);

    [Fact]
    public void A_short_gap_within_a_word_does_not_start_the_count_anew() =>
        Assert.Equal("start 128 28", Scripts.Run("....##...##..............", Options).Calls[0]);

    [Fact]
    public void An_utterance_has_its_pre_roll_and_its_tail()
    {
        RecordingSink sink = Scripts.Run("..........#####...............", Options);
        RecordingSink.Heard heard = Assert.Single(sink.Utterances);
        Assert.Equal((320, 220, 480 + 160, SpeechEndReason.Silence), (heard.Position, heard.Start, heard.End, heard.Reason));
        Assert.Equal(Enumerable.Range(220, 420).Select(static i => (float)i), heard.Audio);
    }

    [Fact]
    public void It_is_announced_with_the_window_that_completes_the_least_speech_and_given_window_by_window()
    {
        var sink = new RecordingSink();
        var segmenter = new SpeechSegmenter(new ScriptedDetector(Scripts.Probabilities("..........#####.....")), Options);
        float[] audio = Scripts.Ramp(20 * 32);
        var given = new List<int>();
        for (int window = 0; window < 20; window++)
        {
            segmenter.Push(audio.AsSpan(window * 32, 32), sink);
            Assert.Equal((window + 1) * 32, segmenter.Position);
            Assert.Equal(window >= 12, segmenter.InSpeech);
            given.Add(sink.Calls.Count);
        }

        // The third window of speech announces; the tail is five windows of silence.
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 3, 4, 5, 6, 7, 8, 9], given);
    }

    [Fact]
    public void What_is_held_back_of_a_pause_follows_when_speech_resumes()
    {
        RecordingSink sink = Scripts.Run("....####.........####..............", Options);
        RecordingSink.Heard heard = Assert.Single(sink.Utterances);
        Assert.Equal(Enumerable.Range((int)heard.Start, (int)(heard.End - heard.Start)).Select(static i => (float)i), heard.Audio);
        Assert.Equal((21 * 32) + 160, heard.End);

        // Five of the nine windows of silence were given as tail; the window that resumes brings the other four.
        Assert.Contains(sink.Calls, static call => call.StartsWith($"speech {5 * 32} ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_doubtful_window_is_what_the_one_before_was()
    {
        RecordingSink sink = Scripts.Run("----###----.---.............", Options);
        RecordingSink.Heard heard = Assert.Single(sink.Utterances);
        Assert.Equal((4 * 32, (11 * 32) + 160), (heard.Position, heard.End));
    }

    [Fact]
    public void No_pre_roll_reaches_into_the_utterance_before()
    {
        RecordingSink sink = Scripts.Run("....####..........####.............", Options with { PreRoll = Milliseconds(1000) });
        Assert.Equal(2, sink.Utterances.Count);
        Assert.Equal(0, sink.Utterances[0].Start);
        Assert.Equal((8 * 32) + 160, sink.Utterances[0].End);
        Assert.Equal(sink.Utterances[0].End, sink.Utterances[1].Start);
    }

    [Fact]
    public void A_tail_longer_than_the_silence_that_ends_is_as_long_as_that() =>
        Assert.Equal((8 * 32) + 320, Assert.Single(Scripts.Run("....####....................", Options with { Tail = Milliseconds(2000) }).Utterances).End);

    [Fact]
    public void The_end_of_the_audio_ends_an_utterance_without_padding_it()
    {
        RecordingSink sink = Scripts.Run("....####", Options, missing: 20);
        RecordingSink.Heard heard = Assert.Single(sink.Utterances);
        Assert.Equal((236, SpeechEndReason.EndOfAudio), (heard.End, heard.Reason));
        Assert.Equal(heard.End - heard.Start, heard.Audio.Length);
    }

    [Fact]
    public void The_last_part_of_a_window_is_filled_up_for_the_detector()
    {
        var detector = new ScriptedDetector([]);
        var segmenter = new SpeechSegmenter(detector, Options);
        segmenter.Push([1, 2, 3], new RecordingSink());
        segmenter.Complete(new RecordingSink());
        segmenter.Complete(new RecordingSink());
        Assert.Equal(1, detector.Calls);
        Assert.Equal([1, 2, 3, .. new float[29]], detector.LastWindow);
        Assert.Equal(3, segmenter.Position);
    }

    [Fact]
    public void The_greatest_length_cuts_in_the_longest_pause_of_the_second_half()
    {
        //                             0         10        20        30        40        50
        RecordingSink sink = Scripts.Run(".....########.......#############.....#####....####################...........", Options);
        Assert.Equal(SpeechEndReason.MaximumLength, sink.Utterances[0].Reason);

        // The audio starts at 60 and is cut once it has 1600; the pause of windows 13 to 19 is in the first half.
        Assert.Equal(((33 * 32) + (38 * 32)) / 2, sink.Utterances[0].End);
        Assert.Equal(sink.Utterances[0].End, sink.Utterances[1].Start);
        Assert.Equal(38 * 32, sink.Utterances[1].Position);
        Assert.Equal(2, sink.Utterances.Count);
        AssertContents(sink);
    }

    [Fact]
    public void Without_a_pause_it_cuts_in_the_window_least_like_speech()
    {
        RecordingSink sink = Scripts.Run("....#####5###################################6##8############..........", Options with { PreRoll = TimeSpan.Zero });
        Assert.Equal((45 * 32) + 16, sink.Utterances[0].End);
        Assert.Equal((sink.Utterances[0].End, sink.Utterances[0].End), (sink.Utterances[1].Start, sink.Utterances[1].Position));
        AssertContents(sink);
    }

    [Fact]
    public void No_cut_lies_before_the_earliest()
    {
        float[] probabilities = Scripts.Probabilities(".....####################.....#########.....###########################...........");
        var sink = new RecordingSink();
        var segmenter = new SpeechSegmenter(new ScriptedDetector(probabilities), Options);
        sink.OnCall = () => segmenter.EarliestCut = 40 * 32;
        segmenter.Push(Scripts.Ramp(probabilities.Length * 32), sink);
        segmenter.Complete(sink);
        Assert.Equal(((40 * 32) + (44 * 32)) / 2, sink.Utterances[0].End);
        AssertContents(sink);
    }

    [Fact]
    public void Where_everything_was_given_out_the_cut_is_at_the_end()
    {
        float[] probabilities = Scripts.Probabilities("....#####################################################################");
        var sink = new RecordingSink();
        var segmenter = new SpeechSegmenter(new ScriptedDetector(probabilities), Options);
        sink.OnCall = () => segmenter.EarliestCut = long.MaxValue;
        segmenter.Push(Scripts.Ramp(probabilities.Length * 32), sink);
        segmenter.Complete(sink);
        Assert.Equal(2, sink.Utterances.Count);
        Assert.Equal(sink.Utterances[0].Audio.Length, sink.Utterances[0].End - sink.Utterances[0].Start);
        Assert.Equal(sink.Utterances[0].End, sink.Utterances[1].Start);
    }

    [Theory]
    [InlineData("#", 2)] // one window of speech is enough to go on
    [InlineData("....", 1)]
    public void Cut_in_a_pause_that_goes_on_it_ends_there(string rest, int utterances)
    {
        RecordingSink sink = Scripts.Run(".....##########################################........" + rest + "........................", Options);
        RecordingSink.Heard first = sink.Utterances[0];
        Assert.Equal(SpeechEndReason.MaximumLength, first.Reason);
        Assert.Equal(first.Audio.Length, first.End - first.Start);
        Assert.InRange(first.End, 47 * 32, (47 * 32) + 160);
        Assert.Equal(utterances, sink.Utterances.Count);
        if (utterances == 2)
            Assert.Equal((55 * 32, Math.Max((55 * 32) - 100, first.End)), (sink.Utterances[1].Position, sink.Utterances[1].Start));
    }

    [Fact]
    public void A_gap_ends_the_utterance_and_nothing_reaches_over_it()
    {
        var detector = new ScriptedDetector(Scripts.Probabilities("....#####" + "####" + "................"));
        var sink = new RecordingSink();
        var segmenter = new SpeechSegmenter(detector, Options);
        segmenter.Push(Scripts.Ramp((8 * 32) + 10), sink);
        segmenter.Skip(1000, sink);
        Assert.Equal(1, detector.Resets);
        Assert.Equal(1266, segmenter.Position);
        segmenter.Push(Scripts.Ramp(20 * 32), sink);
        Assert.Equal([(28, 266, SpeechEndReason.AudioLost), (1266, 1266 + (4 * 32) + 160, SpeechEndReason.Silence)], sink.Utterances.Select(static heard => (heard.Start, heard.End, heard.Reason)));
        Assert.Equal(266 - 28, sink.Utterances[0].Audio.Length);
    }

    [Fact]
    public void After_its_end_it_takes_nothing_until_it_is_reset()
    {
        var detector = new ScriptedDetector([]);
        var segmenter = new SpeechSegmenter(detector, Options) { EarliestCut = 5 };
        var sink = new RecordingSink();
        segmenter.Push(new float[100], sink);
        segmenter.Complete(sink);
        Assert.Throws<InvalidOperationException>(() => segmenter.Push(new float[1], sink));
        Assert.Throws<InvalidOperationException>(() => segmenter.Skip(1, sink));
        segmenter.Reset();
        Assert.Equal((0, 0, 1), (segmenter.Position, segmenter.EarliestCut, detector.Resets));
        segmenter.Push(new float[1], sink);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Samples_that_are_no_numbers_are_refused_and_none_is_taken(float wrong)
    {
        for (int at = 0; at < 100; at += 9)
        {
            var segmenter = new SpeechSegmenter(new ScriptedDetector([]), Options);
            float[] samples = new float[100];
            samples[at] = wrong;
            var exception = Assert.Throws<ArgumentException>(() => segmenter.Push(samples, new RecordingSink()));
            Assert.Contains($"Sample {at} ", exception.Message, StringComparison.Ordinal);
            Assert.Equal(0, segmenter.Position);
        }
    }

    [Fact]
    public void A_sink_that_throws_stops_the_block_and_the_rest_can_be_pushed_again()
    {
        float[] probabilities = Scripts.Probabilities("....#####...............####.............");
        float[] audio = Scripts.Ramp(probabilities.Length * 32);
        var expected = new RecordingSink();
        var whole = new SpeechSegmenter(new ScriptedDetector(probabilities), Options);
        whole.Push(audio, expected);

        var sink = new RecordingSink();
        var segmenter = new SpeechSegmenter(new ScriptedDetector(probabilities), Options);
        sink.OnCall = static () => throw new TimeoutException();
        while (segmenter.Position < audio.Length)
        {
            try
            {
                segmenter.Push(audio.AsSpan((int)segmenter.Position), sink);
            }
            catch (TimeoutException)
            {
            }
        }

        // What a call was to bring is not brought again; all that follows is.
        Assert.Equal(expected.Utterances.Select(static heard => (heard.Start, heard.End)), sink.Utterances.Select(static heard => (heard.Start, heard.End)));
        Assert.Equal(expected.Utterances[1].Audio, sink.Utterances[1].Audio);
    }

    [Fact]
    public void Options_out_of_range_are_refused_by_name()
    {
        Refused(nameof(SpeechSegmenterOptions.Threshold), Options with { Threshold = 1 });
        Refused(nameof(SpeechSegmenterOptions.ExitThreshold), Options with { ExitThreshold = 0.6f });
        Refused(nameof(SpeechSegmenterOptions.ExitThreshold), Options with { ExitThreshold = -0.1f });
        Refused(nameof(SpeechSegmenterOptions.ExitThreshold), Options with { Threshold = 0.3f, ExitThreshold = 0.4f });
        Refused(nameof(SpeechSegmenterOptions.MinSpeech), Options with { MinSpeech = TimeSpan.FromSeconds(6) });
        Refused(nameof(SpeechSegmenterOptions.MinSilence), Options with { MinSilence = TimeSpan.Zero });
        Refused(nameof(SpeechSegmenterOptions.MaxUtterance), Options with { MaxUtterance = TimeSpan.FromSeconds(0.5) });
        Refused(nameof(SpeechSegmenterOptions.MaxUtterance), Options with { MaxUtterance = TimeSpan.FromSeconds(1), PreRoll = TimeSpan.FromSeconds(1) });
        Refused(nameof(SpeechSegmenterOptions.PreRoll), Options with { PreRoll = TimeSpan.FromSeconds(-1) });
        Refused(nameof(SpeechSegmenterOptions.Tail), Options with { Tail = TimeSpan.FromSeconds(-1) });
        Assert.Throws<ArgumentNullException>(static () => new SpeechSegmenter(null!));

        static void Refused(string name, SpeechSegmenterOptions options) =>
            Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(() => new SpeechSegmenter(new ScriptedDetector([]), options)).ParamName);
    }

    private static TimeSpan Milliseconds(double value) => TimeSpan.FromMilliseconds(value);

    private static void AssertContents(RecordingSink sink)
    {
        foreach (RecordingSink.Heard heard in sink.Utterances)
            Assert.Equal(Enumerable.Range((int)heard.Start, heard.Audio.Length).Select(static i => (float)i), heard.Audio);
    }
}
