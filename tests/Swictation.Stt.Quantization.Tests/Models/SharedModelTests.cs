using Swictation.Stt.Onnx;
using Swictation.Stt.Parakeet;
using Swictation.Stt.Vad;
using Swictation.Stt.Whisper;

namespace Swictation.Stt.Quantization.Tests.Models;

/// <summary>Models of other origins: Whisper's layouts, NeMo's with two predictor layers, Silero's.</summary>
public sealed class SharedModelTests
{
    /// <summary>Random weights say random tokens: a few are enough.</summary>
    private static readonly WhisperTranscribeOptions Briefly = new() { Language = "en", Temperatures = [0], SampleLength = 12 };

    public static TheoryData<string, QuantizationFormat> WhisperLayouts() => new()
    {
        { "optimum", QuantizationFormat.Int8 },
        { "optimum", QuantizationFormat.Int4 },
        { "sherpa", QuantizationFormat.Int8 },
        { "sherpa", QuantizationFormat.Int4 },
    };

    [SkippableTheory]
    [MemberData(nameof(WhisperLayouts))]
    public void Whisper_loads_as_the_precision_that_its_files_tell_and_encodes_nearly_the_same(string layout, QuantizationFormat format)
    {
        string source = SharedFiles.Path("models", "whisper-random", layout);
        using var folder = new TemporaryFolder();
        QuantizationResult result = new ModelQuantizer(new QuantizationOptions { Format = format }).Quantize(source, folder.At("quantised"));
        Assert.True(result.Bytes < result.SourceBytes);
        using var engine = WhisperEngine.Load(result.Output, new WhisperOptions { Threads = 1, Precision = format == QuantizationFormat.Int8 ? WhisperPrecision.Int8 : WhisperPrecision.Q4 });
        Transcription transcription = engine.Transcribe(Recordings.First, Briefly);
        Assert.Equal(TimeSpan.FromSeconds(Recordings.First.Length / 16000.0), transcription.Duration);

        AssertNear(source, result, layout == "optimum" ? "encoder_model.onnx" : "tiny-encoder.onnx", TestGraph.Input(TestGraph.Noise(80 * 3000, 1), 1, 80, 3000));
        if (layout == "optimum")
            AssertNear(source, result, "decoder_model.onnx", TestGraph.Input([50258, 50259, 50359], 1, 3), TestGraph.Input(TestGraph.Noise(1500 * 32, 2), 1, 1500, 32));
    }

    [SkippableFact]
    public void The_two_decoders_of_optimum_work_without_the_merged_one()
    {
        string source = SharedFiles.Path("models", "whisper-random", "optimum");
        using var folder = new TemporaryFolder();
        foreach (string file in Directory.GetFiles(source).Where(static path => !path.Contains("merged", StringComparison.Ordinal)))
            folder.Write(Path.Combine("model", Path.GetFileName(file)), File.ReadAllBytes(file));
        QuantizationResult result = new ModelQuantizer().Quantize(folder.At("model"));
        Assert.Equal(folder.At("model-int8"), result.Output);
        Assert.Equal(
            ["decoder_model_int8.onnx", "decoder_with_past_model_int8.onnx", "encoder_model_int8.onnx"],
            result.Graphs.Select(static graph => graph.Name));
        using var engine = WhisperEngine.Load(result.Output, new WhisperOptions { Threads = 1 });
        Assert.Equal("int8", engine.Info.Precision);
        engine.Transcribe(Recordings.First, Briefly);
    }

    [SkippableTheory]
    [InlineData("rnnt", "onnx-asr")]
    [InlineData("rnnt", "sherpa")]
    [InlineData("tdt", "onnx-asr")]
    [InlineData("tdt", "sherpa")]
    [InlineData("tdt", "ctc")]
    public void NeMo_models_of_every_kind_load_in_both_formats(string kind, string layout)
    {
        string source = SharedFiles.Path("models", "nemo-random", kind, layout);
        using var folder = new TemporaryFolder();
        foreach (QuantizationFormat format in Enum.GetValues<QuantizationFormat>())
        {
            QuantizationResult result = new ModelQuantizer(new QuantizationOptions { Format = format, Embeddings = true }).Quantize(source, folder.At(format.ToString()));
            Assert.True(result.Bytes < 0.55 * result.SourceBytes, $"{result.Bytes} of {result.SourceBytes}");
            using var engine = ParakeetEngine.Load(result.Output, new ParakeetOptions { Threads = 1 });
            engine.Transcribe(Recordings.First);
        }
    }

    [SkippableFact]
    public void Silero_has_nothing_worth_quantising_and_the_reasons_are_told()
    {
        using var folder = new TemporaryFolder();
        QuantizationException exception = Assert.Throws<QuantizationException>(
            () => new ModelQuantizer().Quantize(SharedFiles.Path("models", "silero", "silero_vad.onnx"), folder.At("silero.int8.onnx")));
        Assert.Contains("worth quantising", exception.Message, StringComparison.Ordinal);
        Assert.Contains("convolutions are only quantised when asked for", exception.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Root));
    }

    [SkippableTheory]
    [InlineData("silero_vad.onnx", true)]
    [InlineData("silero_vad_op18_ifless.onnx", false)]
    public void Silero_hears_speech_as_before_where_it_is_quantised_nevertheless(string name, bool convolutions)
    {
        string source = SharedFiles.Path("models", "silero", name);
        using var folder = new TemporaryFolder();
        QuantizationResult result = new ModelQuantizer(new QuantizationOptions { Convolutions = convolutions }).Quantize(source, folder.At("silero.int8.onnx"));
        Assert.True(result.Bytes < 0.8 * result.SourceBytes);
        float[] before = Probabilities(source);
        float[] after = Probabilities(result.Output);
        Assert.Contains(before, static probability => probability > 0.9f);
        Assert.True(before.Zip(after).Count(static pair => pair.First > 0.5f == pair.Second > 0.5f) >= 0.95 * before.Length);
    }

    private static void AssertNear(string source, QuantizationResult result, string graph, params Func<OrtValue>[] inputs)
    {
        string quantised = result.Graphs.Single(candidate => candidate.Source == graph).Name;
        double ratio = TestGraph.Compare(TestGraph.Run(Path.Combine(source, graph), inputs), TestGraph.Run(Path.Combine(result.Output, quantised), inputs));
        Assert.True(ratio > (result.Format == QuantizationFormat.Int8 ? 25 : 9), $"{graph}: {ratio:F1} dB");
    }

    private static float[] Probabilities(string model)
    {
        using SileroVad vad = SileroVad.Load(model);
        using SileroVadStream stream = vad.OpenStream();
        float[] audio = Recordings.First;
        return [.. Enumerable.Range(0, audio.Length / 512).Select(window => stream.Process(audio.AsSpan(window * 512, 512)))];
    }
}
