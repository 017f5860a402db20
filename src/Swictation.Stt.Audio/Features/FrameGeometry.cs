namespace Swictation.Stt.Audio.Features;

/// <summary>
/// How signals are cut into frames. NeMo and Whisper agree: at 16 kHz, 400 samples every 160, frame t centred on sample 160 t. (NeMo
/// centres the 400 in a transform of 512, which leaves both the position of the window and the power spectrum as they are.)
/// </summary>
internal static class FrameGeometry
{
    /// <summary>Samples per second.</summary>
    public const int SampleRate = 16000;

    /// <summary>Samples between the centres of frames: 10 ms.</summary>
    public const int HopLength = 160;

    /// <summary>Samples per frame: 25 ms.</summary>
    public const int WindowLength = 400;

    /// <summary>Samples from a frame's start to its centre.</summary>
    public const int Reach = WindowLength / 2;

    /// <summary>Gets the first sample of a frame; negative for the first two frames.</summary>
    public static long Start(long frame) => (frame * HopLength) - Reach;
}
