using Swictation.Stt.Onnx;

namespace Swictation.Stt.Vad.Tests.Silero;

public sealed class GraphCacheTests
{
    [SkippableTheory]
    [InlineData("silero_vad")]
    [InlineData("silero_vad_16k_op15")]
    [InlineData("silero_vad_op18_ifless")]
    public void Probabilities_are_the_same_bit_for_bit_with_and_without_the_cache(string name)
    {
        float[] audio = Recordings.Shared("silero-test-16k")[..160000];
        float[] expected = Models.Silero(name).GetProbabilities(audio);
        using var folder = new TemporaryFolder();
        var cache = new GraphCache(folder.Root);
        for (int round = 0; round < 2; round++)
        {
            using SileroVad model = SileroVad.Load(SharedFiles.Path("models", "silero", name + ".onnx"), new SileroVadOptions { GraphCache = cache });
            Assert.Equal(expected, model.GetProbabilities(audio));
            cache.Flush();
            Assert.Equal(1, cache.GetUsage().Entries);
        }
    }
}
