namespace Swictation.Stt.Parakeet.Tests;

/// <summary>What streams hear, beside what whole recordings give.</summary>
public sealed class StreamAccuracyTests
{
    [SkippableTheory]
    [InlineData("sherpa")]
    [InlineData("onnx-asr")]
    [InlineData("ctc")]
    [InlineData("tdt/onnx-asr")]
    [InlineData("rnnt/sherpa")]
    public void A_recording_within_chunk_and_right_context_is_heard_exactly_as_a_whole(string model)
    {
        ParakeetEngine engine = Engines.Any(model);
        using ISttStream stream = engine.OpenStream(); // 4 s: nothing is stable before the end
        foreach (float[] audio in Spoken.All)
        {
            stream.WriteBlocks(audio, 1000);
            AssertIdentical(engine.Transcribe(audio.AsSpan()), stream.Finish());
        }
    }

    [Theory]
    [InlineData("sherpa")]
    [InlineData("onnx-asr")]
    public void With_the_settings_of_tiny_en_every_recording_is_heard_exactly_as_a_whole(string layout)
    {
        ParakeetEngine engine = Engines.Tiny(layout);
        using ISttStream stream = engine.OpenStream(Streams.Tiny);
        int stable = 0;
        foreach ((string name, float[] audio) in Spoken.Names.Zip(Spoken.All))
        {
            stream.WriteBlocks(audio, 1000);
            stable += stream.Current.StableWords.Count;
            AssertIdentical(engine.Transcribe(audio.AsSpan()), stream.Finish());
            stream.WriteBlocks(audio, 1000);
            Assert.Equal(Spoken.Texts[name], stream.Finish().Text);
        }

        Assert.InRange(stable, 10, 40);
    }

    [Theory]
    [InlineData("sherpa", 0.06)]
    [InlineData("ctc", 0.25)]
    public void Within_the_window_the_whole_recording_decides_unless_it_takes_back_a_stable_word(string layout, double mostDifferent)
    {
        using ParakeetEngine engine = Engines.TinyWithWindows(5, 1, layout);
        using ISttStream stream = engine.OpenStream(Streams.Tiny);
        var random = new Random(11);
        int count = 0, different = 0;
        while (count < 40)
        {
            float[] audio = Streams.Concatenate(random, 2).Audio;
            if (audio.Length > 5 * 16000)
                continue;
            count++;
            stream.Write(audio);
            string stable = stream.Current.Stable;
            Transcription whole = engine.Transcribe(audio.AsSpan());
            Transcription final = stream.Finish();
            if ((whole.Text + " ").StartsWith(stable.Length == 0 ? string.Empty : stable + " ", StringComparison.Ordinal))
                AssertIdentical(whole, final);
            else
                different++;
        }

        Assert.InRange(different, 0, mostDifferent * count);
    }

    [Fact]
    public void Long_utterances_are_heard_about_as_well_as_whole_recordings()
    {
        using ParakeetEngine engine = Engines.TinyWithWindows(5, 1);
        using ISttStream stream = engine.OpenStream(Streams.Tiny);
        int words = 0, errors = 0, offline = 0;
        for (int i = 0; i < 5; i++)
        {
            (float[] audio, string text) = Streams.Concatenate(new Random(i), 10);
            words += text.Split(' ').Length;
            errors += Spoken.WordErrors(text, stream.Hear(audio).Text);
            offline += Spoken.WordErrors(text, engine.Transcribe(audio.AsSpan()).Text);
        }

        Assert.InRange(offline, 0, words * 0.05);
        Assert.InRange(errors, 0, words * 0.06);
    }

    [Theory]
    [InlineData(0.001f)]
    [InlineData(0.02f)]
    public void Very_quiet_speech_is_heard(float gain)
    {
        using ISttStream stream = Engines.Tiny().OpenStream(Streams.Tiny);
        foreach (string name in new[] { "digits", "fox", "days" })
        {
            stream.Write([.. Spoken.Audio(name).Select(sample => sample * gain)]);
            Assert.NotEmpty(stream.Current.Stable);
            Assert.InRange(Spoken.WordErrors(Spoken.Texts[name], stream.Finish().Text), 0, 1);
        }
    }

    [Fact]
    public void Digital_silence_of_any_length_changes_no_word()
    {
        using ISttStream stream = Engines.Tiny().OpenStream(Streams.Tiny);
        string[] names = ["digits", "coffee", "door", "days"];
        foreach (int silence in new[] { 3, 11, 120 })
        {
            float[] audio = [.. new float[silence * 16000], .. names.SelectMany(name => Spoken.Audio(name).Concat(new float[silence * 16000]))];
            stream.Write(audio);
            Assert.Equal(string.Join(' ', names.Select(name => Spoken.Texts[name])), stream.Current.Text);
            Assert.Equal(stream.Current.Text, stream.Finish().Text);
        }
    }

    [Fact]
    public void Boosted_phrases_are_heard_as_in_whole_recordings()
    {
        ParakeetEngine engine = Engines.Tiny("ctc");
        StreamOptions options = Streams.Tiny with { Transcribe = new TranscribeOptions { BoostPhrases = [new BoostPhrase("ten o'clock"), new BoostPhrase("brown fox"), new BoostPhrase("thursday")] } };
        using ISttStream boosted = engine.OpenStream(options);
        using ISttStream plain = engine.OpenStream(Streams.Tiny);
        int mended = 0;
        foreach (string name in new[] { "meeting", "fox", "days", "coffee" })
        {
            float[] audio = Spoken.Audio(name);
            Transcription whole = engine.Transcribe(audio.AsSpan(), options.Transcribe);
            boosted.Write(audio);
            string live = boosted.Current.Text;
            Assert.Equal(whole.Text, boosted.Finish().Text);
            plain.Write(audio);
            mended += live != plain.Current.Text ? 1 : 0;
            plain.Reset();
        }

        Assert.InRange(mended, 2, 3); // also while it is spoken
    }

    [Fact]
    public void A_stream_honours_the_options_of_transcription()
    {
        var options = new TranscribeOptions
        {
            ConfidenceMethod = ConfidenceMethod.Probability,
            ConfidenceAggregation = ConfidenceAggregation.Product,
            SegmentGap = TimeSpan.FromMilliseconds(200),
        };
        ParakeetEngine engine = Engines.Tiny();
        float[] audio = Spoken.Audio("days");
        using ISttStream stream = engine.OpenStream(Streams.Tiny with { Transcribe = options });
        stream.Write(audio);
        TranscriptionWord shown = stream.Current.StableWords[0];
        Transcription final = stream.Finish();
        AssertIdentical(engine.Transcribe(audio.AsSpan(), options), final);
        TranscriptionWord first = final.Words.First();
        Assert.Equal(first.Text, shown.Text);
        Assert.Equal(first.Confidence, shown.Confidence, 0.2f);
    }

    private static void AssertIdentical(Transcription expected, Transcription actual)
    {
        Assert.Equal((expected.Text, expected.Duration, expected.Confidence), (actual.Text, actual.Duration, actual.Confidence));
        Assert.Equal(expected.Segments.Select(s => (s.Start, s.End, s.Confidence)), actual.Segments.Select(s => (s.Start, s.End, s.Confidence)));
        Assert.Equal(expected.Words.SelectMany(w => w.Tokens), actual.Words.SelectMany(w => w.Tokens));
    }
}
