namespace Swictation.Stt.Audio.Features;

/// <summary>
/// Whisper's: the signal as it is, mirrored about its first and its last sample. A signal shorter than what is mirrored is mirrored
/// again at its other end.
/// </summary>
internal sealed class ReflectRule : EdgeRule
{
    /// <inheritdoc/>
    public override bool IsIdentityInside => true;

    /// <summary>Gets one more than the frame reaches, because the first frame mirrors that many samples.</summary>
    public override int Lookahead => FrameGeometry.Reach + 1;

    /// <inheritdoc/>
    public override void Fill(in SignalView signal, long start, Span<float> destination)
    {
        for (int i = 0; i < destination.Length;)
        {
            long index = start + i;
            if (index >= signal.Origin && index < signal.End)
            {
                int count = (int)Math.Min(destination.Length - i, signal.End - index);
                signal.Samples.Slice((int)(index - signal.Origin), count).CopyTo(destination[i..]);
                i += count;
            }
            else
            {
                long mirrored = Mirror(index, signal.Length);
                destination[i++] = mirrored < signal.End ? signal.Samples[(int)(mirrored - signal.Origin)] : 0;
            }
        }
    }

    private static long Mirror(long index, long length)
    {
        if (length == 1)
            return 0;
        long period = 2 * (length - 1);
        index %= period;
        if (index < 0)
            index += period;
        return index < length ? index : period - index;
    }
}
