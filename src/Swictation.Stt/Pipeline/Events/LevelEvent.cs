namespace Swictation.Stt;

/// <summary>How loud the audio is, for a meter. <see cref="SttEvent.Position"/> is the end of what was measured. Where a reader is slow, only the newest is kept.</summary>
public sealed record LevelEvent : SttEvent
{
    /// <summary>Gets the root mean square in dB relative to full scale, from -100 to about 0.</summary>
    public required float Rms { get; init; }

    /// <summary>Gets the peak in dB relative to full scale, from -100; above 0 where the audio is louder than full scale.</summary>
    public required float Peak { get; init; }

    /// <summary>Gets a value indicating whether an utterance is under way.</summary>
    public required bool IsSpeech { get; init; }
}
