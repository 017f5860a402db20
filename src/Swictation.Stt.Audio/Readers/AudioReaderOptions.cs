namespace Swictation.Stt.Audio;

/// <summary>Says what <see cref="AudioReader"/> makes of a recording. Immutable.</summary>
public sealed record AudioReaderOptions
{
    /// <summary>Gets the rate of the samples that come out, in Hz.</summary>
    /// <value>The default is 16000, which the speech models expect. From 100 to <see cref="AudioFormat.MaxSampleRate"/>.</value>
    public int SampleRate { get; init; } = 16_000;

    /// <summary>Gets how several channels become one.</summary>
    /// <value>The default is <see cref="ChannelMode.Average"/>.</value>
    public ChannelMode Channels { get; init; } = ChannelMode.Average;

    /// <summary>Gets how much of the recording to read; what comes after is left unread.</summary>
    /// <value>The default is <see langword="null"/>: all of it. Must be positive.</value>
    public TimeSpan? MaxDuration { get; init; }

    /// <summary>Gets the path of the FFmpeg program, which reads everything but WAV.</summary>
    /// <value>The default is <see langword="null"/>: as <see cref="FFmpegLocator.Find"/> finds it.</value>
    public string? FFmpegPath { get; init; }

    /// <summary>Throws where a value is out of range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names it.</exception>
    public void Validate()
    {
        if (SampleRate is < (int)Resampler.MinRate or > AudioFormat.MaxSampleRate)
        {
            throw new ArgumentOutOfRangeException(
                nameof(SampleRate), SampleRate, $"The sample rate must be from {(int)Resampler.MinRate} to {AudioFormat.MaxSampleRate} Hz.");
        }

        if (MaxDuration is TimeSpan duration && duration <= TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(MaxDuration), MaxDuration, "The greatest duration must be positive.");
    }
}
