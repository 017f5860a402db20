namespace Swictation.Stt.Whisper.Tests;

/// <summary>Exports of kinds that the shared files lack, made from them by changing their inputs and outputs.</summary>
public sealed class ExportKindTests
{
    [SkippableTheory]
    [InlineData("optimum", "unmerged")]
    [InlineData("sherpa", "sherpa")]
    public void Numbers_of_16_bits_are_converted_where_a_graph_takes_them(string layout, string wide)
    {
        using var folder = new TemporaryFolder();
        using WhisperEngine half = Engines.Load(Exports.Half(folder, layout));
        Assert.Equal("float16", half.Info.Precision);
        float[] samples = Recordings.Read("jfk-16k.wav");
        float[][] expected = Steps(Engines.Random(wide), samples);
        float[][] actual = Steps(half, samples);
        for (int i = 0; i < expected.Length; i++)
        {
            for (int k = 0; k < expected[i].Length; k++)
                Assert.Equal(expected[i][k], actual[i][k], 0.05f); // logits to about ±20, of 11 bits
        }

        Assert.NotEmpty(half.Transcribe(samples.AsSpan(), new WhisperTranscribeOptions { Temperatures = [0], BeamSize = 2, SampleLength = 30 }).Text);
    }

    [SkippableTheory]
    [InlineData("optimum")]
    [InlineData("sherpa")]
    public void Words_are_placed_by_cross_attention_where_the_export_gives_it(string layout)
    {
        using var folder = new TemporaryFolder();
        using WhisperEngine engine = Engines.Load(Exports.WithAttention(folder, layout));
        Assert.Equal([new AttentionHead(1, 0), new AttentionHead(1, 1)], engine.Model.Decoder.AttentionHeads);
        float[] samples = Recordings.Read("chirp-16k.wav");
        var options = new WhisperTranscribeOptions { Temperatures = [0], Language = "en", Timestamps = false, SampleLength = 40 };
        Transcription aligned = engine.Transcribe(samples.AsSpan(), options);
        Transcription interpolated = engine.Transcribe(samples.AsSpan(), options with { AlignWords = false });
        Assert.Equal(interpolated.Text, aligned.Text);
        Assert.Equal(interpolated.Words.Select(static word => word.Text), aligned.Words.Select(static word => word.Text));
        Assert.All(aligned.Words, static word => Assert.False(word.TimesAreInterpolated));
        Assert.All(interpolated.Words, static word => Assert.True(word.TimesAreInterpolated));
        Assert.NotEqual(interpolated.Words.Select(static word => word.Start), aligned.Words.Select(static word => word.Start));
        TimeSpan last = TimeSpan.Zero;
        foreach (TranscriptionWord word in aligned.Words)
        {
            Assert.InRange(word.Start, last, aligned.Duration);
            Assert.InRange(word.End, word.Start, aligned.Duration);
            Assert.InRange(word.Confidence, 0, 1);
            last = word.Start;
        }
    }

    [SkippableTheory]
    [InlineData("[[9, 0]]")]
    [InlineData("[[1, 2]]")]
    [InlineData("[[-1, 0]]")]
    public void Heads_that_the_decoder_does_not_have_are_named(string heads)
    {
        using var folder = new TemporaryFolder();
        Exports.WithAttention(folder, "optimum");
        File.Delete(folder.At("generation_config.json"));
        File.WriteAllText(folder.At("generation_config.json"), $$"""{"alignment_heads": {{heads}}}""");
        ModelLayoutException exception = Assert.Throws<ModelLayoutException>(() => Engines.Load(folder.Root));
        Assert.Contains("2 layers of 2 heads", exception.Message, StringComparison.Ordinal);
        Assert.Contains(folder.At("decoder_model.onnx"), exception.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void More_heads_than_a_graph_of_sherpas_gives_are_found_out_as_it_is_loaded()
    {
        using var folder = new TemporaryFolder();
        Exports.WithAttention(folder, "sherpa");
        File.Delete(folder.At("tiny-encoder.onnx"));
        new OnnxSurgeon(SharedFiles.Path("models", "whisper-random", "sherpa", "tiny-encoder.onnx"))
            .AddMetadata("n_alignment_heads", "3").AddMetadata("alignment_heads", "0:0,1:0,1:1").Save(folder.At("tiny-encoder.onnx"));
        Assert.Contains(folder.At("tiny-decoder.onnx"), Assert.Throws<ModelLayoutException>(() => Engines.Load(folder.Root)).Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Both_layouts_give_the_same_cross_attention()
    {
        using TemporaryFolder one = new(), other = new();
        using WhisperEngine optimum = Engines.Load(Exports.WithAttention(one, "optimum"));
        using WhisperEngine sherpa = Engines.Load(Exports.WithAttention(other, "sherpa"));
        float[] expected = Attention(optimum), actual = Attention(sherpa);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-4f);
        for (int row = 0; row < 5; row++)
            Assert.Equal(1, expected.AsSpan(row * 1500, 1500).ToArray().Sum(), 1e-3f);

        static float[] Attention(WhisperEngine engine)
        {
            using EncodedAudio audio = Encode(engine, Recordings.Read("jfk-16k.wav"));
            WindowDecoder decoder = engine.Decoders.Rent();
            decoder.Stepper.GivesAttention = true;
            decoder.Stepper.Begin(audio, [0]);
            decoder.Stepper.Feed([50258, 50259, 50359, 50363, 220], null);
            var attention = new float[5 * 1500];
            decoder.Stepper.CopyAttention(1, attention);
            engine.Decoders.Return(decoder);
            return attention;
        }
    }

    [SkippableFact]
    public void Made_up_words_are_dropped_and_the_recording_still_ends()
    {
        using var folder = new TemporaryFolder();
        using WhisperEngine engine = Engines.Load(Exports.WithAttention(folder, "sherpa"));
        float[] samples = Recordings.Read("silero-test-16k.wav");
        var options = new WhisperTranscribeOptions { Temperatures = [0], Language = "en" };
        Transcription all = engine.Transcribe(samples.AsSpan(), options);
        Transcription kept = engine.Transcribe(samples.AsSpan(), options with { HallucinationSilenceThreshold = TimeSpan.FromSeconds(0.5) });
        Assert.NotEqual(all.Text, kept.Text);
        Assert.Equal(all.Duration, kept.Duration);
    }

    internal static EncodedAudio Encode(WhisperEngine engine, float[] samples)
    {
        var features = new float[engine.Model.MelCount * engine.Model.WindowFrames];
        engine.Features.Compute(samples, features, engine.Model.WindowFrames, 480000);
        return engine.Model.Encoder.Run(features, 1, null);
    }

    /// <summary>The logits after a prompt and after two more tokens.</summary>
    private static float[][] Steps(WhisperEngine engine, float[] samples)
    {
        using EncodedAudio audio = Encode(engine, samples);
        WindowDecoder decoder = engine.Decoders.Rent();
        decoder.Stepper.Begin(audio, [0]);
        var logits = new List<float[]>();
        foreach (int[] tokens in new int[][] { [50258, 50259, 50359, 50363], [18216], [29599] })
        {
            decoder.Stepper.Feed(tokens, null);
            logits.Add(decoder.Stepper.Logits(0).ToArray());
        }

        engine.Decoders.Return(decoder);
        return [.. logits];
    }
}
