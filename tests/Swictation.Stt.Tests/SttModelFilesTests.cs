using Swictation.Stt.Parakeet;
using Swictation.Stt.Whisper;

namespace Swictation.Stt.Tests;

public sealed class SttModelFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(SttEngineKind.Parakeet, "onnx-asr", "float", "encoder-model.onnx|decoder_joint-model.onnx|vocab.txt")]
    [InlineData(SttEngineKind.Parakeet, "sherpa-onnx", "int8", "encoder.int8.onnx|decoder.int8.onnx|joiner.int8.onnx|tokens.txt")]
    [InlineData(SttEngineKind.Parakeet, "ctc", "float", "model.onnx|tokens.txt")]
    [InlineData(SttEngineKind.Whisper, "optimum", "float", "encoder_model.onnx|decoder_model_merged.onnx|config.json|vocab.json")]
    [InlineData(SttEngineKind.Whisper, "optimum", "float", "config.json|tokenizer.json|onnx/encoder_model.onnx|onnx/decoder_model.onnx|onnx/decoder_with_past_model.onnx")]
    [InlineData(SttEngineKind.Whisper, "optimum", "q4", "encoder_model_q4.onnx|decoder_model_merged_q4.onnx|config.json|vocab.json")]
    [InlineData(SttEngineKind.Whisper, "optimum", "float16", "encoder_model_fp16.onnx|decoder_model_merged_fp16.onnx|config.json|vocab.json")]
    [InlineData(SttEngineKind.Whisper, "sherpa-onnx", "int8", "tiny.en-encoder.int8.onnx|tiny.en-decoder.int8.onnx|tiny.en-tokens.txt")]
    public void The_engine_is_told_from_the_files_whatever_the_directory_is_called(SttEngineKind engine, string layout, string precision, string files)
    {
        string other = engine == SttEngineKind.Whisper ? "parakeet-tdt" : "whisper-tiny";
        foreach (string name in files.Split('|'))
            _folder.Write(Path.Combine(other, name), "x"u8);
        foreach (string named in new[] { _folder.At(other), _folder.Root })
        {
            SttModelFiles found = SttModelFiles.Find(named);
            Assert.Equal((engine, layout, precision, _folder.At(other)), (found.Engine, found.Layout, found.Precision, found.Directory));
            Assert.Equal(files.Split('|').Where(static name => name.EndsWith(".onnx", StringComparison.Ordinal)).Select(name => _folder.At(other, name)).Order(), found.Graphs.Order());
            Assert.Null(found.Entry);
        }

        SttEngineKind wrong = engine == SttEngineKind.Whisper ? SttEngineKind.Parakeet : SttEngineKind.Whisper;
        Assert.Contains($"no {wrong} model", Assert.Throws<ModelNotFoundException>(() => SttModelFiles.Find(_folder.At(other), new SttEngineOptions { Engine = wrong })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_that_holds_neither_names_what_was_looked_for()
    {
        _folder.Write("readme.txt", "x"u8);
        ModelNotFoundException exception = Assert.Throws<ModelNotFoundException>(() => SttEngine.Load(_folder.Root));
        foreach (string part in new[] { _folder.Root, "encoder-model.onnx", "joiner.onnx", "model.onnx", "encoder_model.onnx", "decoder_model_merged.onnx", "NAME-tokens.txt" })
            Assert.Contains(part, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("encoder-model.onnx|vocab.txt", "decoder_joint-model.onnx")]
    [InlineData("joiner.onnx|decoder.onnx|tokens.txt", "encoder.onnx")]
    [InlineData("encoder_model.onnx|config.json", "decoder_model_merged.onnx")]
    [InlineData("decoder_model_merged.onnx|config.json", "encoder_model.onnx")]
    [InlineData("tiny-encoder.onnx|tiny-tokens.txt", "tiny-decoder.onnx")]
    [InlineData("tiny-encoder.onnx|tiny-decoder.onnx", "tiny-tokens.txt")]
    public void What_a_model_of_either_engine_lacks_is_named(string files, string missing)
    {
        foreach (string name in files.Split('|'))
            _folder.Write(name, "x"u8);
        Assert.Contains($"lacks {missing}", Assert.Throws<ModelNotFoundException>(() => SttEngine.Load(_folder.Root)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Models_of_both_engines_are_a_choice_that_is_not_made_for_the_user()
    {
        foreach (string name in new[] { "a/model.onnx", "a/vocab.txt", "b/t-encoder.onnx", "b/t-decoder.onnx", "b/t-tokens.txt" })
            _folder.Write(name, "x"u8);
        ModelLayoutException exception = Assert.Throws<ModelLayoutException>(() => SttModelFiles.Find(_folder.Root));
        Assert.Contains(_folder.At("a"), exception.Message, StringComparison.Ordinal);
        Assert.Contains(_folder.At("b"), exception.Message, StringComparison.Ordinal);
        Assert.Equal(_folder.At("a"), SttModelFiles.Find(_folder.Root, new SttEngineOptions { Engine = SttEngineKind.Parakeet }).Directory);
        Assert.Equal(_folder.At("b"), SttModelFiles.Find(_folder.Root, new SttEngineOptions { Engine = SttEngineKind.Whisper }).Directory);

        // What lies in the directory itself is what was named.
        _folder.Write("t-encoder.onnx", "x"u8);
        _folder.Write("t-decoder.onnx", "x"u8);
        _folder.Write("t-tokens.txt", "x"u8);
        Assert.Equal((SttEngineKind.Whisper, _folder.Root), (SttModelFiles.Find(_folder.Root).Engine, SttModelFiles.Find(_folder.Root).Directory));
    }

    [SkippableTheory]
    [InlineData("optimum", "optimum")]
    [InlineData("sherpa", "sherpa-onnx")]
    public void A_Whisper_model_is_loaded_with_its_options(string folder, string layout)
    {
        using ISttEngine engine = SttEngine.Load(SharedFiles.Path("models", "whisper-random", folder), new SttEngineOptions { Threads = 1, Whisper = new WhisperOptions { ModelId = "a-name" } });
        Assert.IsType<WhisperEngine>(engine);
        Assert.Equal(("a-name", "whisper", layout), (engine.Info.ModelId, engine.Info.Kind, engine.Info.Layout));
        Assert.Contains("q4", Assert.Throws<ModelNotFoundException>(() => SttEngine.Load(
            SharedFiles.Path("models", "whisper-random", folder), new SttEngineOptions { Engine = SttEngineKind.Whisper, Whisper = new WhisperOptions { Precision = WhisperPrecision.Q4 } })).Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Options_out_of_range_are_named()
    {
        Assert.Equal("Engine", Assert.Throws<ArgumentOutOfRangeException>(() => SttEngine.Load(null, new SttEngineOptions { Engine = (SttEngineKind)9 })).ParamName);
        Assert.Equal("Threads", Assert.Throws<ArgumentOutOfRangeException>(() => SttEngine.Load(null, new SttEngineOptions { Threads = -1 })).ParamName);
        Assert.Equal("Precision", Assert.Throws<ArgumentOutOfRangeException>(() => SttEngine.Load(null, new SttEngineOptions { Whisper = new WhisperOptions { Precision = (WhisperPrecision)99 } })).ParamName);
        Assert.Equal("Window", Assert.Throws<ArgumentOutOfRangeException>(() => SttEngine.Load(null, new SttEngineOptions { Parakeet = new ParakeetOptions { Window = TimeSpan.Zero } })).ParamName);
        Assert.Throws<ArgumentNullException>(() => SttEngine.Load(null, new SttEngineOptions { Whisper = null! }));
    }
}
