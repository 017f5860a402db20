using System.Numerics;

namespace Swictation.Stt.Audio;

/// <summary>Hands samples from one writing thread, such as a microphone's, to one reading thread, without locks.</summary>
/// <remarks>
/// <para>
/// Exactly one thread may call the writing members (<see cref="Write"/>, <see cref="TryWrite"/>) and one thread the reading members
/// (<see cref="Read"/>, <see cref="Peek"/>, <see cref="Advance"/>, <see cref="TryReadOverrun"/>) at a time; the properties may be read
/// from anywhere. No member waits, and none allocates.
/// </para>
/// <para>
/// A writer that must not wait loses samples when the buffer is full. They are counted, and each gap is reported with its place, so that a
/// recognised word can still be given its true time.
/// </para>
/// </remarks>
public sealed class SampleRingBuffer
{
    private const int MaxGaps = 64;

    private readonly float[] _samples;
    private readonly int _mask;
    private readonly SampleOverrun[] _gaps = new SampleOverrun[MaxGaps];

    // Each number is written by one side only and grows for ever; a difference tells how much there is.
    private PaddedLong _written;
    private PaddedLong _read;
    private PaddedLong _gapsWritten;
    private PaddedLong _gapsRead;
    private PaddedLong _dropped;

    // The writer's own: the gap that later losses may still lengthen.
    private long _openGapCount;

    /// <summary>Initializes a new instance of the <see cref="SampleRingBuffer"/> class.</summary>
    /// <param name="minimumCapacity">How many samples must fit, from 1 to 2^30; rounded up to a power of two.</param>
    /// <exception cref="ArgumentOutOfRangeException">The capacity is out of its range.</exception>
    public SampleRingBuffer(int minimumCapacity)
    {
        if (minimumCapacity is < 1 or > 1 << 30)
            throw new ArgumentOutOfRangeException(nameof(minimumCapacity), minimumCapacity, "The capacity must be from 1 to 2^30 samples.");
        _samples = new float[BitOperations.RoundUpToPowerOf2((uint)minimumCapacity)];
        _mask = _samples.Length - 1;
    }

    /// <summary>Gets how many samples fit.</summary>
    public int Capacity => _samples.Length;

    /// <summary>Gets how many samples can be read at this moment.</summary>
    public int Count
    {
        get
        {
            // The reader's number first: it never passes the writer's, so the difference cannot come out negative.
            long read = Volatile.Read(ref _read.Value);
            return (int)Math.Min(Capacity, Volatile.Read(ref _written.Value) - read);
        }
    }

    /// <summary>Gets how many samples have been written in all, without the lost ones.</summary>
    public long WrittenSamples => Volatile.Read(ref _written.Value);

    /// <summary>Gets how many samples have been read in all.</summary>
    public long ReadSamples => Volatile.Read(ref _read.Value);

    /// <summary>Gets how many samples have been lost in all.</summary>
    public long DroppedSamples => Volatile.Read(ref _dropped.Value);

    /// <summary>Writes what fits; the rest is lost and counted. For a source that cannot wait.</summary>
    /// <param name="samples">The next samples, of any number.</param>
    /// <returns>How many were written: the first ones. The others are lost, and are not to be written again.</returns>
    public int Write(ReadOnlySpan<float> samples)
    {
        long written = _written.Value;
        int count = Math.Min(samples.Length, Capacity - (int)(written - Volatile.Read(ref _read.Value)));
        if (count > 0 && !PublishGap(written))
            count = 0;
        Append(samples[..count], written);
        int lost = samples.Length - count;
        if (lost > 0)
        {
            _openGapCount += lost;
            Volatile.Write(ref _dropped.Value, _dropped.Value + lost);
        }

        return count;
    }

    /// <summary>Writes all or nothing. For a source that can wait and try again; nothing is lost.</summary>
    /// <param name="samples">The next samples, no more than <see cref="Capacity"/>.</param>
    /// <returns>Whether they were written.</returns>
    /// <exception cref="ArgumentException">So many samples never fit.</exception>
    public bool TryWrite(ReadOnlySpan<float> samples)
    {
        if (samples.Length > Capacity)
            throw new ArgumentException($"{samples.Length} samples never fit into a buffer of {Capacity}: write them in parts.", nameof(samples));
        long written = _written.Value;
        if (samples.Length > Capacity - (int)(written - Volatile.Read(ref _read.Value)))
            return false;
        if (!samples.IsEmpty && !PublishGap(written))
            return false;
        Append(samples, written);
        return true;
    }

    /// <summary>Reads what there is.</summary>
    /// <param name="destination">Receives the samples.</param>
    /// <returns>How many were read; 0 where there are none at this moment.</returns>
    public int Read(Span<float> destination)
    {
        int total = 0;
        while (total < destination.Length)
        {
            ReadOnlySpan<float> part = Peek();
            if (part.IsEmpty)
                break;
            int count = Math.Min(part.Length, destination.Length - total);
            part[..count].CopyTo(destination[total..]);
            Advance(count);
            total += count;
        }

        return total;
    }

    /// <summary>Gets the samples that come next and lie together, without taking them.</summary>
    /// <returns>
    /// The samples, valid until <see cref="Advance"/>; empty only where there are none. There may be more after them: those lie at
    /// the start of the buffer and show after <see cref="Advance"/>.
    /// </returns>
    public ReadOnlySpan<float> Peek()
    {
        long read = _read.Value;
        int start = (int)read & _mask;
        int count = (int)(Volatile.Read(ref _written.Value) - read);
        return _samples.AsSpan(start, Math.Min(count, _samples.Length - start));
    }

    /// <summary>Takes samples that <see cref="Peek"/> showed.</summary>
    /// <param name="count">How many; no more than there are.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many.</exception>
    public void Advance(int count)
    {
        long read = _read.Value;
        long available = Volatile.Read(ref _written.Value) - read;
        if (count < 0 || count > available)
            throw new ArgumentOutOfRangeException(nameof(count), count, $"From 0 to {available} samples can be taken.");
        // Releases the places only after they were read.
        Volatile.Write(ref _read.Value, read + count);
    }

    /// <summary>Gets the next gap that was not reported yet. A gap is reported once samples follow it, before they can be read.</summary>
    /// <param name="overrun">Receives the gap.</param>
    /// <returns>Whether there was one.</returns>
    public bool TryReadOverrun(out SampleOverrun overrun)
    {
        long index = _gapsRead.Value;
        if (index == Volatile.Read(ref _gapsWritten.Value))
        {
            overrun = default;
            return false;
        }

        overrun = _gaps[index % MaxGaps];
        Volatile.Write(ref _gapsRead.Value, index + 1);
        return true;
    }

    private void Append(ReadOnlySpan<float> samples, long written)
    {
        int start = (int)written & _mask;
        int first = Math.Min(samples.Length, _samples.Length - start);
        samples[..first].CopyTo(_samples.AsSpan(start));
        samples[first..].CopyTo(_samples);
        // Shows the samples, and the gap before them, only after they were stored.
        Volatile.Write(ref _written.Value, written + samples.Length);
    }

    /// <summary>Closes the open gap, as samples are about to follow it.</summary>
    /// <returns>False where the list of gaps is full: then the samples are better lost too, in the same gap, than put at a wrong time.</returns>
    private bool PublishGap(long written)
    {
        if (_openGapCount == 0)
            return true;
        long index = _gapsWritten.Value;
        if (index - Volatile.Read(ref _gapsRead.Value) == MaxGaps)
            return false;
        _gaps[index % MaxGaps] = new SampleOverrun(written + _dropped.Value - _openGapCount, _openGapCount, written);
        Volatile.Write(ref _gapsWritten.Value, index + 1);
        _openGapCount = 0;
        return true;
    }
}
