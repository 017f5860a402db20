using Swictation.Stt.Onnx;

namespace Swictation.Stt.Whisper.Tests;

public sealed class GraphCacheTests
{
    [SkippableTheory]
    [InlineData("merged", 2)]
    [InlineData("unmerged", 3)]
    [InlineData("sherpa", 2)]
    public void Tokens_and_probabilities_are_the_same_bit_for_bit_with_and_without_the_cache(string layout, int graphs)
    {
        WhisperEngine plain = Engines.Random(layout);
        float[] audio = Recordings.Read("jfk-16k.wav");
        var options = new WhisperTranscribeOptions { Temperatures = [0], Language = "en", SampleLength = 40 };
        Transcription expected = plain.Transcribe(audio, options);
        Assert.NotEmpty(expected.Words);
        using var folder = new TemporaryFolder();
        var cache = new GraphCache(folder.Root);
        string directory = Engines.Folder(layout);
        for (int round = 0; round < 2; round++)
        {
            using WhisperEngine engine = WhisperEngine.Load(directory, new WhisperOptions { Threads = 1, GraphCache = cache });
            Transcription heard = engine.Transcribe(audio, options);
            Assert.Equal(expected.Text, heard.Text);
            Assert.Equal(expected.Words.SelectMany(static word => word.Tokens), heard.Words.SelectMany(static word => word.Tokens));
            cache.Flush();
            Assert.Equal(graphs, cache.GetUsage().Entries);
        }
    }
}
