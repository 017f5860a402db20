using Swictation.Stt.Audio;

namespace Swictation.Stt.Tests.Pipeline;

/// <summary>The demonstration model and the embedded detector on recordings.</summary>
public sealed class RealSpeechTests
{
    [Fact]
    public async Task A_recording_becomes_its_text_in_ten_lines()
    {
        var texts = new List<string>();
        using ISttEngine engine = SttEngine.Load();
        await using var pipeline = new SttPipeline(engine);
        using AudioReader audio = AudioReader.Open(Repository.Path("samples", "audio", "fox.wav"));
        await foreach (SttEvent e in pipeline.RunAsync(audio))
        {
            if (e is FinalEvent final)
                texts.Add(final.Text);
        }

        Assert.Equal(["the quick brown fox jumps over the lazy dog"], texts);
    }
}
