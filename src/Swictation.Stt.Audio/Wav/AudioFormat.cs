using System.Globalization;

namespace Swictation.Stt.Audio;

/// <summary>Represents how interleaved audio is stored: its rate, its channels and the encoding of a sample.</summary>
public readonly record struct AudioFormat
{
    /// <summary>The highest sample rate that is read, in Hz.</summary>
    public const int MaxSampleRate = 384_000;

    /// <summary>The greatest number of channels that is read.</summary>
    public const int MaxChannels = 64;

    /// <summary>Initializes a new instance of the <see cref="AudioFormat"/> struct.</summary>
    /// <param name="sampleRate">Frames per second, from 1 to <see cref="MaxSampleRate"/>.</param>
    /// <param name="channels">Samples per frame, from 1 to <see cref="MaxChannels"/>.</param>
    /// <param name="encoding">How a sample is stored.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public AudioFormat(int sampleRate, int channels, SampleEncoding encoding)
    {
        if (sampleRate is < 1 or > MaxSampleRate)
            throw new ArgumentOutOfRangeException(nameof(sampleRate), sampleRate, $"The sample rate must be from 1 to {MaxSampleRate} Hz.");
        if (channels is < 1 or > MaxChannels)
            throw new ArgumentOutOfRangeException(nameof(channels), channels, $"The number of channels must be from 1 to {MaxChannels}.");
        if (!Enum.IsDefined(encoding))
            throw new ArgumentOutOfRangeException(nameof(encoding), encoding, "Unknown sample encoding.");
        SampleRate = sampleRate;
        Channels = channels;
        Encoding = encoding;
    }

    /// <summary>Gets the frames per second, in Hz; 0 only in a default value, which no member of this library accepts.</summary>
    public int SampleRate { get; }

    /// <summary>Gets the samples per frame; 0 only in a default value, which no member of this library accepts.</summary>
    public int Channels { get; }

    /// <summary>Gets how a sample is stored.</summary>
    public SampleEncoding Encoding { get; }

    /// <summary>Gets the bytes of one sample.</summary>
    public int BytesPerSample => Encoding switch
    {
        SampleEncoding.Pcm16 => 2,
        SampleEncoding.Pcm24 => 3,
        SampleEncoding.Pcm32 or SampleEncoding.Ieee32 => 4,
        SampleEncoding.Ieee64 => 8,
        _ => 1,
    };

    /// <summary>Gets the bytes of one frame: one sample of each channel.</summary>
    public int BytesPerFrame => BytesPerSample * Channels;

    /// <summary>Gets how long a number of frames lasts.</summary>
    /// <param name="frames">The number of frames.</param>
    /// <returns>The duration; <see cref="TimeSpan.MaxValue"/> where it is longer than that, as only a damaged header promises.</returns>
    public TimeSpan DurationOf(long frames)
    {
        double seconds = (double)frames / SampleRate;
        return seconds < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(seconds) : TimeSpan.MaxValue;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{SampleRate} Hz, {Channels} channel{(Channels == 1 ? "" : "s")}, {Encoding}");

    /// <summary>Makes a format of numbers that come from a file, where a bad number is the file's fault and not the caller's.</summary>
    internal static AudioFormat FromFile(long sampleRate, long channels, SampleEncoding encoding, string name)
    {
        if (sampleRate is < 1 or > MaxSampleRate)
        {
            throw new AudioFormatException(
                $"{name} says that its sample rate is {sampleRate} Hz; from 1 to {MaxSampleRate} Hz can be read. The header is damaged: export the recording again.",
                name);
        }

        if (channels is < 1 or > MaxChannels)
        {
            throw new AudioFormatException(
                $"{name} says that it has {channels} channels; from 1 to {MaxChannels} can be read. The header is damaged: export the recording again.",
                name);
        }

        return new AudioFormat((int)sampleRate, (int)channels, encoding);
    }
}
