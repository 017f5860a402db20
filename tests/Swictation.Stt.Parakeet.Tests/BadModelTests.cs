namespace Swictation.Stt.Parakeet.Tests;

public sealed class BadModelTests
{
    public static TheoryData<string, string> Files { get; } = new()
    {
        { "onnx-asr", "encoder-model.onnx" },
        { "onnx-asr", "decoder_joint-model.onnx" },
        { "onnx-asr", "vocab.txt" },
        { "sherpa", "encoder.onnx" },
        { "sherpa", "decoder.onnx" },
        { "sherpa", "joiner.onnx" },
        { "sherpa", "tokens.txt" },
        { "ctc", "model.onnx" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void A_missing_file_is_named(string layout, string file)
    {
        using TempDirectory directory = Tiny(layout);
        File.Delete(directory[file]);
        ModelNotFoundException exception = Assert.Throws<ModelNotFoundException>(() => Load(directory));
        Assert.Contains(Path.GetFileNameWithoutExtension(file), exception.Message, StringComparison.Ordinal);
        Assert.Contains(directory.Path, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void An_empty_file_is_named(string layout, string file)
    {
        using TempDirectory directory = Tiny(layout);
        File.WriteAllBytes(directory[file], []);
        ModelIntegrityException exception = Assert.Throws<ModelIntegrityException>(() => Load(directory));
        AssertNames(exception, directory[file]);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_cut_short_is_named(string layout, string file)
    {
        foreach (double part in new[] { 0.02, 0.5, 0.97 })
        {
            using TempDirectory directory = Tiny(layout);
            byte[] bytes = File.ReadAllBytes(directory[file]);
            File.WriteAllBytes(directory[file], bytes[..(int)(bytes.Length * part)]);
            AssertNames(Assert.ThrowsAny<SttException>(() => Load(directory)), directory[file]);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Text_in_place_of_a_file_is_named(string layout, string file)
    {
        using TempDirectory directory = Tiny(layout);
        File.WriteAllText(directory[file], "<html><body>404: not found</body></html>");
        AssertNames(Assert.Throws<ModelIntegrityException>(() => Load(directory)), directory[file]);
    }

    [Theory]
    [InlineData("sherpa", "joiner.onnx", "decoder.onnx")]
    [InlineData("sherpa", "decoder.onnx", "joiner.onnx")]
    [InlineData("sherpa", "encoder.onnx", "decoder.onnx")]
    [InlineData("sherpa", "encoder.onnx", "joiner.onnx")]
    [InlineData("sherpa", "joiner.onnx", "encoder.onnx")]
    [InlineData("onnx-asr", "encoder-model.onnx", "decoder_joint-model.onnx")]
    [InlineData("onnx-asr", "decoder_joint-model.onnx", "encoder-model.onnx")]
    public void A_graph_in_another_ones_place_is_named(string layout, string source, string target)
    {
        using TempDirectory directory = Tiny(layout);
        File.Copy(directory[source], directory[target], overwrite: true);
        AssertNames(Assert.Throws<ModelLayoutException>(() => Load(directory)), directory[target]);
    }

    [SkippableTheory]
    [InlineData("sherpa", "joiner.onnx")]
    [InlineData("sherpa", "decoder.onnx")]
    [InlineData("sherpa", "encoder.onnx")]
    [InlineData("sherpa", "tokens.txt")]
    [InlineData("onnx-asr", "decoder_joint-model.onnx")]
    [InlineData("onnx-asr", "encoder-model.onnx")]
    [InlineData("onnx-asr", "vocab.txt")]
    public void A_file_of_another_model_is_found_out(string layout, string file)
    {
        using TempDirectory directory = Tiny(layout);
        File.Copy(SharedFiles.Path("models", "nemo-random", "tdt", layout, file), directory[file], overwrite: true);
        ModelLayoutException exception = Assert.Throws<ModelLayoutException>(() => Load(directory));
        Assert.Contains(directory.Path, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("extra")]
    [InlineData("no blank")]
    [InlineData("renumbered and shorter")]
    [InlineData("garbage")]
    public void A_wrong_vocabulary_is_named(string damage)
    {
        using TempDirectory directory = Tiny("sherpa");
        List<string> lines = [.. File.ReadAllLines(directory["tokens.txt"])];
        switch (damage)
        {
            case "missing":
                lines.RemoveAt(100);
                break;
            case "extra":
                lines.Insert(256, "▁extra 256");
                break;
            case "no blank":
                lines.RemoveAt(256);
                break;
            case "renumbered and shorter":
                lines = [.. lines.Take(200), "<blk> 200"];
                break;
            default:
                new Random(1).NextBytes(new byte[10]);
                lines = [.. Enumerable.Range(0, 257).Select(i => new string((char)(i + 200), 5))];
                break;
        }

        File.WriteAllLines(directory["tokens.txt"], lines);
        AssertNames(Assert.ThrowsAny<SttException>(() => Load(directory)), directory["tokens.txt"]);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[1]")]
    [InlineData("{\"features_size\": \"many\"}")]
    [InlineData("{\"features_size\": 128}")]
    [InlineData("{\"model_type\": 3}")]
    [InlineData("{\"model_type\": \"nemo-conformer-rnnt\"}")]
    [InlineData("{\"subsampling_factor\": 0}")]
    [InlineData("{\"subsampling_factor\": -8}")]
    [InlineData("{\"max_tokens_per_step\": 0}")]
    [InlineData("{\"max_tokens_per_step\": 99999999999}")]
    [InlineData("null")]
    public void A_wrong_configuration_is_named(string json)
    {
        using TempDirectory directory = Tiny("onnx-asr");
        File.WriteAllText(directory["config.json"], json);
        AssertNames(Assert.ThrowsAny<SttException>(() => Load(directory)), directory["config.json"]);
    }

    [Fact]
    public void No_directory_a_file_and_an_empty_directory_are_told_apart()
    {
        using var directory = new TempDirectory();
        Assert.Contains("no model directory", Assert.Throws<ModelNotFoundException>(() => ParakeetEngine.Load(directory["nothing"])).Message, StringComparison.Ordinal);
        Assert.Contains("holds no Parakeet model", Assert.Throws<ModelNotFoundException>(() => Load(directory)).Message, StringComparison.Ordinal);
        File.WriteAllText(directory["file"], "x");
        Assert.Contains("is a file", Assert.Throws<ModelNotFoundException>(() => ParakeetEngine.Load(directory["file"])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ParakeetEngine.Load(string.Empty));
        Assert.Throws<ArgumentNullException>(() => ParakeetEngine.Load(null!));
    }

    [Theory]
    [InlineData("with spaces")]
    [InlineData("with 'quotes'")]
    [InlineData("модель")]
    [InlineData("模型 🎤")]
    public void Any_directory_name_will_do(string name)
    {
        using TempDirectory directory = TempDirectory.Copy(Repository.Path("models", "tiny-en", "sherpa"), name);
        using ParakeetEngine engine = Load(directory);
        Assert.Equal("stop dictation", engine.Transcribe(Spoken.Audio("stop")).Text);
        Assert.Equal(name, engine.Info.ModelId);
    }

    private static TempDirectory Tiny(string layout)
    {
        TempDirectory directory = TempDirectory.Copy(Repository.Path("models", "tiny-en", layout));
        if (layout == "ctc")
            File.Delete(directory["vocab.txt"]); // tokens.txt says the same
        return directory;
    }

    private static ParakeetEngine Load(TempDirectory directory) => ParakeetEngine.Load(directory.Path, new ParakeetOptions { Threads = 1 });

    private static void AssertNames(SttException exception, string path)
    {
        Assert.Contains(path, exception.Message, StringComparison.Ordinal);
        Assert.Contains("et ", exception.Message, StringComparison.Ordinal); // Get it again, get all files …
    }
}
