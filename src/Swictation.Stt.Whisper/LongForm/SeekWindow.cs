namespace Swictation.Stt.Whisper;

/// <summary>A window of the recording, in mel frames of 10 ms.</summary>
/// <param name="Seek">Its first frame.</param>
/// <param name="Frames">How many frames of content it has, from 1 to 3000; the rest of 30 s is padding.</param>
internal readonly record struct SeekWindow(int Seek, int Frames)
{
    /// <summary>The number of frames of a full window: 30 s.</summary>
    public const int FullFrames = 3000;

    /// <summary>The number of frames in a second.</summary>
    public const int FramesPerSecond = 100;

    /// <summary>Gets where the window starts, in seconds.</summary>
    public double Start => (double)Seek / FramesPerSecond;

    /// <summary>Gets the length of the content, in seconds.</summary>
    public double Duration => (double)Frames / FramesPerSecond;

    /// <summary>Gets where a full window would end, in seconds.</summary>
    public double FullEnd => (double)(Seek + FullFrames) / FramesPerSecond;

    /// <summary>Gets the frame behind the content.</summary>
    public int EndFrame => Seek + Frames;
}
