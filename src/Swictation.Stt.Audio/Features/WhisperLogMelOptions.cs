namespace Swictation.Stt.Audio.Features;

/// <summary>The settings of <see cref="WhisperLogMel"/> that differ between Whisper's models.</summary>
public sealed record WhisperLogMelOptions
{
    /// <summary>Gets the number of mel filters, 1 to 256.</summary>
    /// <value>80; large-v3, large-v3-turbo and distil-large-v3 have 128. Take it from the model.</value>
    public int MelCount { get; init; } = 80;
}
