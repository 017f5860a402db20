using Swictation.Stt.Onnx;

namespace Swictation.Stt.Parakeet.Tests;

public sealed class GraphCacheTests
{
    [SkippableTheory]
    [InlineData("sherpa")]
    [InlineData("onnx-asr")]
    [InlineData("ctc")]
    [InlineData("tdt/sherpa")]
    [InlineData("rnnt/onnx-asr")]
    [InlineData("tdt/ctc")]
    public void Tokens_and_probabilities_are_the_same_bit_for_bit_with_and_without_the_cache(string model)
    {
        ParakeetEngine plain = Engines.Any(model);
        float[] audio = Spoken.All[0];
        Transcription expected = plain.Transcribe(audio);
        Assert.NotEmpty(expected.Words);
        using var folder = new TemporaryFolder();
        var cache = new GraphCache(folder.Root);
        for (int round = 0; round < 2; round++)
        {
            using ParakeetEngine engine = ParakeetEngine.Load(plain.Model.Files.Directory, new ParakeetOptions { Threads = 1, GraphCache = cache });
            Transcription heard = engine.Transcribe(audio);
            Assert.Equal(expected.Text, heard.Text);
            Assert.Equal(expected.Words.SelectMany(static word => word.Tokens), heard.Words.SelectMany(static word => word.Tokens));
            Assert.Equal(plain.Info with { Languages = engine.Info.Languages }, engine.Info);
            cache.Flush();
            Assert.Equal(1, cache.GetUsage().Entries);
        }
    }
}
