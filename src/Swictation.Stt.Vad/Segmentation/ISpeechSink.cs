namespace Swictation.Stt.Vad;

/// <summary>Receives the utterances that a <c>SpeechSegmenter</c> cuts from live audio, while they are being spoken.</summary>
/// <remarks>
/// For each utterance: <see cref="SpeechStarted"/>, then <see cref="Speech"/> any number of times, then <see cref="SpeechEnded"/>. Called on
/// the thread that pushes samples. Positions are sample counts since the segmenter's start. The calls and their contents do not depend on
/// the sizes of the blocks that were pushed.
/// </remarks>
public interface ISpeechSink
{
    /// <summary>Speech has started.</summary>
    /// <param name="position">Where the first sound was found.</param>
    /// <param name="audioStart">Where the utterance's audio starts: earlier than <paramref name="position"/> by the pre-roll, and never before the end of the utterance before.</param>
    void SpeechStarted(long position, long audioStart);

    /// <summary>The next audio of the utterance, without gaps since its start.</summary>
    /// <param name="samples">The samples; valid only during the call.</param>
    void Speech(ReadOnlySpan<float> samples);

    /// <summary>The utterance has ended.</summary>
    /// <param name="position">
    /// Where its audio ends. Where it was cut at its greatest length (<see cref="SpeechEndReason.MaximumLength"/>) this may lie before
    /// what was given out; what lies after it belongs to the next utterance, and is given out again there.
    /// </param>
    /// <param name="reason">Why it ended.</param>
    void SpeechEnded(long position, SpeechEndReason reason);
}
