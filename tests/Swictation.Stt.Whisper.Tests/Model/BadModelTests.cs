namespace Swictation.Stt.Whisper.Tests;

public sealed class BadModelTests
{
    public static TheoryData<string, string> Files { get; } = new()
    {
        { "optimum", "encoder_model.onnx" },
        { "optimum", "decoder_model_merged.onnx" },
        { "optimum", "config.json" },
        { "optimum", "vocab.json" },
        { "sherpa", "tiny-encoder.onnx" },
        { "sherpa", "tiny-decoder.onnx" },
        { "sherpa", "tiny-tokens.txt" },
        { "unmerged", "decoder_model.onnx" },
        { "unmerged", "decoder_with_past_model.onnx" },
    };

    [SkippableTheory]
    [MemberData(nameof(Files))]
    public void A_missing_file_is_named(string layout, string file)
    {
        using var folder = new TemporaryFolder();
        Link(folder, layout, file);
        ModelNotFoundException exception = Assert.Throws<ModelNotFoundException>(() => Engines.Load(folder.Root));
        Assert.Contains(Path.GetFileNameWithoutExtension(file), exception.Message, StringComparison.Ordinal);
        Assert.Contains(folder.Root, exception.Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [MemberData(nameof(Files))]
    public void A_file_that_is_empty_cut_short_or_something_else_is_named(string layout, string file)
    {
        using var folder = new TemporaryFolder();
        Link(folder, layout, file);
        byte[] bytes = File.ReadAllBytes(SharedFiles.Path("models", "whisper-random", layout == "sherpa" ? "sherpa" : "optimum", file));
        foreach (byte[] damaged in new[] { [], bytes[..(bytes.Length / 2)], bytes[..(int)(bytes.Length * 0.97)], "<html><body>404: not found</body></html>"u8.ToArray() })
        {
            File.WriteAllBytes(folder.At(file), damaged);
            SttException exception = Assert.ThrowsAny<SttException>(() => Engines.Load(folder.Root));
            Assert.IsNotType<Onnx.OnnxRuntimeException>(exception);
            Assert.Contains(folder.At(file), exception.Message, StringComparison.Ordinal);
            Assert.Contains("et ", exception.Message, StringComparison.Ordinal); // Get it again, get all files …
        }
    }

    [SkippableTheory]
    [InlineData("optimum", "encoder_model.onnx", "decoder_model_merged.onnx")]
    [InlineData("optimum", "decoder_with_past_model.onnx", "decoder_model_merged.onnx")]
    [InlineData("optimum", "decoder_model.onnx", "encoder_model.onnx")]
    [InlineData("unmerged", "decoder_with_past_model.onnx", "decoder_model.onnx")]
    [InlineData("unmerged", "decoder_model.onnx", "decoder_with_past_model.onnx")]
    [InlineData("sherpa", "tiny-encoder.onnx", "tiny-decoder.onnx")]
    [InlineData("sherpa", "tiny-decoder.onnx", "tiny-encoder.onnx")]
    public void A_graph_in_another_ones_place_is_named(string layout, string source, string target)
    {
        using var folder = new TemporaryFolder();
        Link(folder, layout, target);
        File.CreateSymbolicLink(folder.At(target), SharedFiles.Path("models", "whisper-random", layout == "sherpa" ? "sherpa" : "optimum", source));
        Assert.Contains(folder.At(target), Assert.Throws<ModelLayoutException>(() => Engines.Load(folder.Root)).Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("\"decoder_layers\": 2", "\"decoder_layers\": 3")]
    [InlineData("\"decoder_layers\": 2", "\"decoder_layers\": 1")]
    [InlineData("\"decoder_layers\": 2", "\"decoder_layers\": \"two\"")]
    [InlineData("\"decoder_layers\": 2,", "")]
    [InlineData("\"d_model\": 32", "\"d_model\": 64")]
    [InlineData("\"d_model\": 32", "\"d_model\": 33")]
    [InlineData("\"num_mel_bins\": 80", "\"num_mel_bins\": 128")]
    [InlineData("\"max_source_positions\": 1500", "\"max_source_positions\": 750")]
    [InlineData("\"decoder_attention_heads\": 2", "\"decoder_attention_heads\": 4")]
    [InlineData("\"vocab_size\": 51865", "\"vocab_size\": 51866")]
    [InlineData("\"vocab_size\": 51865", "\"vocab_size\": 0")]
    public void A_configuration_that_does_not_fit_is_told(string from, string to)
    {
        using var folder = new TemporaryFolder();
        Exports.Link(folder, "optimum", "config.json");
        string json = File.ReadAllText(SharedFiles.Path("models", "whisper-random", "optimum", "config.json"));
        Assert.Contains(from, json, StringComparison.Ordinal);
        File.WriteAllText(folder.At("config.json"), json.Replace(from, to, StringComparison.Ordinal));
        SttException exception = Assert.ThrowsAny<SttException>(() => Engines.Load(folder.Root));
        Assert.IsNotType<Onnx.OnnxRuntimeException>(exception);
        Assert.Contains(folder.Root, exception.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_vocabulary_of_another_size_is_told()
    {
        using var folder = new TemporaryFolder();
        Exports.Link(folder, "sherpa", "tiny-tokens.txt");
        string[] lines = File.ReadAllLines(SharedFiles.Path("models", "whisper-random", "sherpa", "tiny-tokens.txt"));
        File.WriteAllLines(folder.At("tiny-tokens.txt"), lines[..^1]);
        SttException exception = Assert.ThrowsAny<SttException>(() => Engines.Load(folder.Root));
        Assert.Contains(folder.At("tiny-tokens.txt"), exception.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void No_directory_a_file_and_an_empty_directory_are_told_apart()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("no model directory", Assert.Throws<ModelNotFoundException>(() => Engines.Load(folder.At("nothing"))).Message, StringComparison.Ordinal);
        Assert.Contains("holds no Whisper model", Assert.Throws<ModelNotFoundException>(() => Engines.Load(folder.Root)).Message, StringComparison.Ordinal);
        File.WriteAllText(folder.At("file"), "x");
        Assert.Contains("is a file", Assert.Throws<ModelNotFoundException>(() => Engines.Load(folder.At("file"))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Engines.Load(string.Empty));
        Assert.Throws<ArgumentNullException>(() => Engines.Load(null!));
    }

    private static void Link(TemporaryFolder folder, string layout, string file) => Exports.Link(
        folder, layout == "sherpa" ? "sherpa" : "optimum", layout == "unmerged" ? [file, "decoder_model_merged.onnx"] : layout == "optimum" && file == "decoder_model_merged.onnx" ? [file, "decoder_model.onnx", "decoder_with_past_model.onnx"] : [file]);
}
