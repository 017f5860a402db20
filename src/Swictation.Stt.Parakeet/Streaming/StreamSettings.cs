namespace Swictation.Stt.Parakeet;

/// <summary>How a stream listens, in encoder frames.</summary>
/// <param name="FrameLength">The length of an encoder frame in samples.</param>
/// <param name="Left">What is heard again before the frames that are decoded.</param>
/// <param name="Chunk">How much new audio makes a step.</param>
/// <param name="Right">What follows the frames that are settled in a step.</param>
/// <param name="Window">The longest utterance, in samples, that is recognised once more as a whole at its end.</param>
internal sealed record StreamSettings(int FrameLength, int Left, int Chunk, int Right, int Window)
{
    /// <summary>The longest that a boosted phrase may take to come to its end: longer than anybody speaks one.</summary>
    private static readonly TimeSpan LongestTrial = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The stretch without a label after which the predictor begins anew. On tiny-en anything from 0.4 to 1 s halves the errors of long
    /// streams; published models, which know longer recordings, get the longest of these: what also ends a segment.
    /// </summary>
    private static readonly TimeSpan LongPause = TimeSpan.FromSeconds(1);

    /// <summary>Gets the most samples that an utterance holds where no step has failed: the window, or context, and the step that is next.</summary>
    public int MostHeld => Math.Max(Window, (Trial + Right) * FrameLength) + (2 * Chunk * FrameLength);

    /// <summary>Gets how long a phrase may be on trial, in frames.</summary>
    public int Trial => Math.Max(Left, ToFrames(LongestTrial, FrameLength));

    /// <summary>
    /// Gets the stretch without a label, in frames, after which the predictor begins anew, as it does for a new recording: after a sentence's
    /// end some models give nothing but blanks until it does (hyperaudio issue 671).
    /// </summary>
    public int Pause => ToFrames(LongPause, FrameLength);

    /// <summary>Makes settings of options.</summary>
    /// <param name="stream">What the stream was opened with.</param>
    /// <param name="engine">What the engine was loaded with.</param>
    /// <param name="frameLength">The length of an encoder frame in samples.</param>
    /// <param name="window">The longest window of the engine in samples.</param>
    public static StreamSettings From(StreamOptions stream, ParakeetOptions engine, int frameLength, int window) => new(
        frameLength,
        ToFrames(stream.LeftContext ?? engine.EffectiveStreamLeftContext, frameLength),
        Math.Max(1, ToFrames(stream.UpdateInterval ?? engine.EffectiveStreamUpdateInterval, frameLength)),
        ToFrames(stream.RightContext ?? engine.EffectiveStreamRightContext, frameLength),
        window);

    private static int ToFrames(TimeSpan time, int frameLength) =>
        (int)Math.Round(time.TotalSeconds * Audio.Features.NemoLogMel.SampleRate / frameLength);
}
