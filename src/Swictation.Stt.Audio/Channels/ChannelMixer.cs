using System.Runtime.Intrinsics;

namespace Swictation.Stt.Audio;

/// <summary>Turns interleaved frames into mono samples or into separate channels. Allocates nothing; safe for concurrent use.</summary>
/// <remarks>Source and destination may be the same memory from the same start only where there is one channel; otherwise they must not overlap.</remarks>
public static class ChannelMixer
{
    /// <summary>Mixes by a mode.</summary>
    /// <param name="interleaved">The frames; the length is a multiple of <paramref name="channels"/>.</param>
    /// <param name="channels">The samples per frame; at least 1.</param>
    /// <param name="mode">The average or one channel.</param>
    /// <param name="destination">Receives one sample for each frame.</param>
    /// <returns>The number of frames.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are no channels, or not the one that <paramref name="mode"/> names.</exception>
    /// <exception cref="ArgumentException">The frames are not whole, or the destination is too short.</exception>
    public static int ToMono(ReadOnlySpan<float> interleaved, int channels, ChannelMode mode, Span<float> destination) =>
        mode.Index is int index ? Extract(interleaved, channels, index, destination) : Average(interleaved, channels, destination);

    /// <summary>Averages all channels.</summary>
    /// <param name="interleaved">The frames; the length is a multiple of <paramref name="channels"/>.</param>
    /// <param name="channels">The samples per frame; at least 1.</param>
    /// <param name="destination">Receives one sample for each frame.</param>
    /// <returns>The number of frames.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are no channels.</exception>
    /// <exception cref="ArgumentException">The frames are not whole, or the destination is too short.</exception>
    public static int Average(ReadOnlySpan<float> interleaved, int channels, Span<float> destination)
    {
        int frames = CountFrames(interleaved, channels, destination.Length);
        if (channels == 1)
        {
            interleaved.CopyTo(destination);
            return frames;
        }

        int i = channels == 2 ? AverageStereo(interleaved, destination[..frames]) : 0;
        for (; i < frames; i++)
        {
            float sum = 0;
            foreach (float sample in interleaved.Slice(i * channels, channels))
                sum += sample;
            destination[i] = sum / channels;
        }

        return frames;
    }

    /// <summary>Takes one channel.</summary>
    /// <param name="interleaved">The frames; the length is a multiple of <paramref name="channels"/>.</param>
    /// <param name="channels">The samples per frame; at least 1.</param>
    /// <param name="index">The index of the channel, below <paramref name="channels"/>.</param>
    /// <param name="destination">Receives one sample for each frame.</param>
    /// <returns>The number of frames.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are no channels, or not that one.</exception>
    /// <exception cref="ArgumentException">The frames are not whole, or the destination is too short.</exception>
    public static int Extract(ReadOnlySpan<float> interleaved, int channels, int index, Span<float> destination)
    {
        int frames = CountFrames(interleaved, channels, destination.Length);
        if ((uint)index >= (uint)channels)
            throw new ArgumentOutOfRangeException(nameof(index), index, $"There are {channels} channels: the index must be below that.");
        if (channels == 1)
        {
            interleaved.CopyTo(destination);
            return frames;
        }

        for (int i = 0, at = index; i < frames; i++, at += channels)
            destination[i] = interleaved[at];
        return frames;
    }

    /// <summary>Separates all channels.</summary>
    /// <param name="interleaved">The frames; the length is a multiple of <paramref name="channels"/>.</param>
    /// <param name="channels">The samples per frame; at least 1.</param>
    /// <param name="planar">Receives the channels one after another: channel c in frames · c .. frames · (c + 1) - 1.</param>
    /// <returns>The number of frames, which is the length of each channel.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are no channels.</exception>
    /// <exception cref="ArgumentException">The frames are not whole, or the destination is too short.</exception>
    public static int Separate(ReadOnlySpan<float> interleaved, int channels, Span<float> planar)
    {
        int frames = CountFrames(interleaved, channels, channels < 1 ? 0 : planar.Length / channels);
        for (int c = 0; c < channels; c++)
            Extract(interleaved, channels, c, planar.Slice(c * frames, frames));
        return frames;
    }

    private static int CountFrames(ReadOnlySpan<float> interleaved, int channels, int room)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        int frames = interleaved.Length / channels;
        if (frames * channels != interleaved.Length)
            throw new ArgumentException($"{interleaved.Length} samples are no whole frames of {channels} channels.", nameof(interleaved));
        if (room < frames)
            throw new ArgumentException($"The destination has room for {room} frames; {frames} were given.");
        return frames;
    }

    /// <summary>Averages pairs as far as whole vectors go. Gives the very bits of the plain loop: halving is exact.</summary>
    private static int AverageStereo(ReadOnlySpan<float> interleaved, Span<float> destination)
    {
        int i = 0;
        if (!Vector128.IsHardwareAccelerated)
            return i;
        for (; i <= destination.Length - 4; i += 4)
        {
            Vector128<float> a = Vector128.Create(interleaved.Slice(2 * i, 4));
            Vector128<float> b = Vector128.Create(interleaved.Slice(2 * i + 4, 4));
            // [l0 l1 l2 l3] and [r0 r1 r2 r3] of [l0 r0 l1 r1] and [l2 r2 l3 r3].
            Vector128<float> left = Vector128.Create(
                Vector128.Shuffle(a, Vector128.Create(0, 2, 0, 2)).GetLower(), Vector128.Shuffle(b, Vector128.Create(0, 2, 0, 2)).GetLower());
            Vector128<float> right = Vector128.Create(
                Vector128.Shuffle(a, Vector128.Create(1, 3, 1, 3)).GetLower(), Vector128.Shuffle(b, Vector128.Create(1, 3, 1, 3)).GetLower());
            ((left + right) * 0.5f).CopyTo(destination.Slice(i, 4));
        }

        return i;
    }
}
