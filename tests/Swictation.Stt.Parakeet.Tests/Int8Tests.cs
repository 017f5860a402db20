namespace Swictation.Stt.Parakeet.Tests;

public sealed class Int8Tests
{
    [Theory]
    [InlineData("encoder-model.int8.onnx", ModelPrecision.Auto)]
    [InlineData("encoder-model.int8.onnx", ModelPrecision.Int8)]
    [InlineData("encoder-model_int8.onnx", ModelPrecision.Auto)]
    public void An_int8_encoder_is_recognised_and_hears_nearly_as_well(string name, ModelPrecision precision)
    {
        using TempDirectory directory = Model(name);
        using var engine = ParakeetEngine.Load(directory.Path, new ParakeetOptions { Threads = 1, Precision = precision });
        Assert.Equal("int8", engine.Info.Precision);
        int right = Spoken.Names.Count(text => engine.Transcribe(Spoken.Audio(text)).Text == Spoken.Texts[text]);
        Assert.True(right >= 14, $"{right} of 15 are right.");
    }

    [Fact]
    public void Dynamic_quantisation_is_found_out_so_that_batches_give_what_each_gets_alone()
    {
        using TempDirectory directory = Model("encoder-model.int8.onnx");
        using var engine = ParakeetEngine.Load(directory.Path, new ParakeetOptions { Threads = 1 });
        Assert.Equal(BatchSupport.None, engine.Recognizer.EncoderBatching);
        IReadOnlyList<Transcription> together = engine.Transcribe([.. Spoken.All.Select(a => (ReadOnlyMemory<float>)a)]);
        for (int i = 0; i < 15; i++)
            Assert.Equal(engine.Transcribe(Spoken.All[i].AsSpan()).Words.SelectMany(w => w.Tokens).Select(t => (t.Id, t.Start)), together[i].Words.SelectMany(w => w.Tokens).Select(t => (t.Id, t.Start)));
    }

    [Fact]
    public void Precision_chooses_between_files()
    {
        using TempDirectory directory = Model("encoder-model.int8.onnx");
        Assert.Throws<ModelNotFoundException>(() => ParakeetModelFiles.Find(directory.Path, ModelPrecision.Float));
        File.Copy(Repository.Path("models", "tiny-en", "onnx-asr", "encoder-model.onnx"), directory["encoder-model.onnx"]);
        Assert.Equal(ModelPrecision.Float, ParakeetModelFiles.Find(directory.Path).Precision);
        Assert.Equal(ModelPrecision.Int8, ParakeetModelFiles.Find(directory.Path, ModelPrecision.Int8).Precision);
        Assert.EndsWith("encoder-model.int8.onnx", ParakeetModelFiles.Find(directory.Path, ModelPrecision.Int8).Encoder, StringComparison.Ordinal);
    }

    private static TempDirectory Model(string encoderName)
    {
        var directory = new TempDirectory();
        File.Copy(
            Repository.Path("tests", "Swictation.Stt.Parakeet.Tests", "Fixtures", "tiny-en-int8", "encoder-model.int8.onnx"), directory[encoderName]);
        foreach (string file in new[] { "decoder_joint-model.onnx", "vocab.txt", "config.json" })
            File.Copy(Repository.Path("models", "tiny-en", "onnx-asr", file), directory[file]);
        return directory;
    }
}
