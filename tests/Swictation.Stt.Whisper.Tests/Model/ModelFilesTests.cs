namespace Swictation.Stt.Whisper.Tests;

public sealed class ModelFilesTests
{
    [Theory]
    [InlineData(WhisperPrecision.Auto, null, "encoder_model.onnx", "decoder_model_merged.onnx", null)]
    [InlineData(WhisperPrecision.Int8, null, "encoder_model_quantized.onnx", "decoder_model_merged.onnx", null)]
    [InlineData(WhisperPrecision.Float16, null, "encoder_model_fp16.onnx", "decoder_model_fp16.onnx", "decoder_with_past_model_fp16.onnx")]
    [InlineData(WhisperPrecision.Float16, WhisperPrecision.Q4, "encoder_model_fp16.onnx", "decoder_model_merged_q4.onnx", null)]
    [InlineData(WhisperPrecision.Q4Float16, null, "encoder_model_q4f16.onnx", "decoder_model_merged.onnx", null)]
    public void Optimum_files_are_found_by_precision(WhisperPrecision precision, WhisperPrecision? decoder, string encoderName, string decoderName, string? nextName)
    {
        using TemporaryFolder folder = Folder(
            "config.json", "onnx/encoder_model.onnx", "onnx/encoder_model_quantized.onnx", "onnx/encoder_model_fp16.onnx", "onnx/encoder_model_q4f16.onnx",
            "onnx/decoder_model_merged.onnx", "onnx/decoder_model_fp16.onnx", "onnx/decoder_with_past_model_fp16.onnx", "onnx/decoder_model_merged_q4.onnx");
        WhisperModelFiles files = WhisperModelFiles.Find(folder.Root, new WhisperOptions { Precision = precision, DecoderPrecision = decoder });
        Assert.Equal((WhisperLayout.Optimum, encoderName, decoderName, nextName), (files.Layout, files.Encoder.Name, files.Decoder.Name, files.DecoderWithPast?.Name));
        Assert.Equal(folder.Root, files.Directory);
    }

    [Theory]
    [InlineData("", WhisperPrecision.Float)]
    [InlineData(".int8", WhisperPrecision.Int8)]
    [InlineData("_int8", WhisperPrecision.Int8)]
    [InlineData("_quantized", WhisperPrecision.Int8)]
    [InlineData("_fp16", WhisperPrecision.Float16)]
    [InlineData(".fp16", WhisperPrecision.Float16)]
    [InlineData("_q4", WhisperPrecision.Q4)]
    [InlineData("_q4f16", WhisperPrecision.Q4Float16)]
    [InlineData("_bnb4", WhisperPrecision.Bnb4)]
    [InlineData("_uint8", WhisperPrecision.UInt8)]
    public void Every_suffix_is_a_precision_in_both_layouts(string suffix, WhisperPrecision precision)
    {
        using TemporaryFolder optimum = Folder("config.json", $"encoder_model{suffix}.onnx", $"decoder_model{suffix}.onnx", $"decoder_with_past_model{suffix}.onnx");
        using TemporaryFolder sherpa = Folder($"a-encoder{suffix}.onnx", $"a-decoder{suffix}.onnx", "a-tokens.txt");
        foreach (TemporaryFolder folder in new[] { optimum, sherpa })
        {
            foreach (WhisperPrecision asked in new[] { WhisperPrecision.Auto, precision })
            {
                WhisperModelFiles files = WhisperModelFiles.Find(folder.Root, new WhisperOptions { Precision = asked });
                Assert.Equal((precision, precision), (files.Encoder.Precision, files.Decoder.Precision));
                Assert.All(files.Graphs, path => Assert.EndsWith(suffix + ".onnx", path, StringComparison.Ordinal));
                Assert.Equal(folder == optimum ? 3 : 2, files.Graphs.Count());
            }
        }
    }

    [Theory]
    [InlineData(WhisperPrecision.Auto, "tiny.en-encoder.onnx", "tiny.en-decoder.int8.onnx")]
    [InlineData(WhisperPrecision.Int8, "tiny.en-encoder.int8.onnx", "tiny.en-decoder.int8.onnx")]
    public void Sherpa_files_are_found_by_precision(WhisperPrecision precision, string encoder, string decoder)
    {
        using TemporaryFolder folder = Folder("tiny.en-encoder.onnx", "tiny.en-encoder.int8.onnx", "tiny.en-decoder.int8.onnx", "tiny.en-tokens.txt");
        WhisperModelFiles files = WhisperModelFiles.Find(folder.Root, new WhisperOptions { Precision = precision });
        Assert.Equal((WhisperLayout.SherpaOnnx, encoder, decoder), (files.Layout, files.Encoder.Name, files.Decoder.Name));
        Assert.Equal(folder.At("tiny.en-tokens.txt"), files.Tokens);
    }

    [Fact]
    public void A_model_may_lie_one_folder_below()
    {
        using TemporaryFolder folder = Folder("model/a-encoder.onnx", "model/a-decoder.onnx", "model/a-tokens.txt");
        Assert.Equal(folder.At("model"), WhisperModelFiles.Find(folder.Root, new WhisperOptions()).Directory);
    }

    [Fact]
    public void A_precision_that_is_not_there_is_told()
    {
        using TemporaryFolder folder = Folder("config.json", "encoder_model.onnx", "decoder_model_merged.onnx");
        Assert.Contains("Float16", Assert.Throws<ModelNotFoundException>(() => WhisperModelFiles.Find(folder.Root, new WhisperOptions { Precision = WhisperPrecision.Float16 })).Message, StringComparison.Ordinal);
        Assert.Contains("Q4", Assert.Throws<ModelNotFoundException>(() => WhisperModelFiles.Find(folder.Root, new WhisperOptions { DecoderPrecision = WhisperPrecision.Q4 })).Message, StringComparison.Ordinal);
    }

    private static TemporaryFolder Folder(params string[] files)
    {
        var folder = new TemporaryFolder();
        foreach (string file in files)
            folder.Write(file, "x"u8);
        return folder;
    }
}
