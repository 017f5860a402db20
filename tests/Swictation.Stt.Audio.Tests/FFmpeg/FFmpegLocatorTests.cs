namespace Swictation.Stt.Audio.Tests;

public sealed class FFmpegLocatorTests
{
    [Fact]
    public void A_program_that_is_named_is_the_one_or_none()
    {
        using TemporaryFolder folder = new();
        string program = folder.Write("my-ffmpeg", [1]);
        Assert.Equal(program, FFmpegLocator.Find(program));
        Assert.Null(FFmpegLocator.Find(folder.At("other")));
    }

    [Fact]
    public void A_file_that_cannot_be_run_is_reported_as_such()
    {
        using TemporaryFolder folder = new();
        string program = folder.Write("my-ffmpeg", [1]);
        string audio = folder.Write("a.mp3", [0xFF, 0xFB]);
        string message = Assert.Throws<AudioFormatException>(() => FFmpegReader.Open(audio, new FFmpegReaderOptions { FFmpegPath = program })).Message;
        Assert.Contains("my-ffmpeg cannot be run", message, StringComparison.Ordinal);
    }
}
