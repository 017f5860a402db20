namespace Swictation.Stt.Audio;

/// <summary>Says how <see cref="FFmpegReader"/> decodes. Immutable.</summary>
public sealed record FFmpegReaderOptions
{
    /// <summary>Gets the path of the FFmpeg program.</summary>
    /// <value>The default is <see langword="null"/>: as <see cref="FFmpegLocator.Find"/> finds it.</value>
    public string? FFmpegPath { get; init; }

    /// <summary>Gets the rate in Hz to which FFmpeg itself is to convert.</summary>
    /// <value>The default is <see langword="null"/>: the rate of the recording. From 1 to <see cref="AudioFormat.MaxSampleRate"/>.</value>
    public int? SampleRate { get; init; }

    /// <summary>Gets the number of channels to which FFmpeg itself is to mix.</summary>
    /// <value>The default is <see langword="null"/>: the channels of the recording. From 1 to <see cref="AudioFormat.MaxChannels"/>.</value>
    public int? Channels { get; init; }

    /// <summary>Throws where a value is out of range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names it.</exception>
    public void Validate()
    {
        if (SampleRate is < 1 or > AudioFormat.MaxSampleRate)
            throw new ArgumentOutOfRangeException(nameof(SampleRate), SampleRate, $"The sample rate must be from 1 to {AudioFormat.MaxSampleRate} Hz.");
        if (Channels is < 1 or > AudioFormat.MaxChannels)
            throw new ArgumentOutOfRangeException(nameof(Channels), Channels, $"The number of channels must be from 1 to {AudioFormat.MaxChannels}.");
    }
}
