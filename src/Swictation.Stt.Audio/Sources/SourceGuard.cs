namespace Swictation.Stt.Audio;

/// <summary>The checks that all sources share.</summary>
internal static class SourceGuard
{
    public static void CheckRate(int sampleRate)
    {
        if (sampleRate is < 1 or > AudioFormat.MaxSampleRate)
            throw new ArgumentOutOfRangeException(nameof(sampleRate), sampleRate, $"The sample rate must be from 1 to {AudioFormat.MaxSampleRate} Hz.");
    }

    public static void CheckChannels(int channels)
    {
        if (channels is < 1 or > AudioFormat.MaxChannels)
            throw new ArgumentOutOfRangeException(nameof(channels), channels, $"The number of channels must be from 1 to {AudioFormat.MaxChannels}.");
    }

    /// <summary>Cuts a destination to whole frames.</summary>
    public static Memory<float> WholeFrames(Memory<float> destination, int channels)
    {
        if (destination.Length < channels)
        {
            throw new ArgumentException(
                $"The destination holds {destination.Length} samples, less than one frame of {channels} channels.", nameof(destination));
        }

        return destination[..(destination.Length / channels * channels)];
    }
}
