namespace Swictation.Stt;

/// <summary>Holds the newest part of a sequence of samples: grows at its end, is cut at its front, and counts from the sequence's start.</summary>
internal sealed class SampleWindow
{
    /// <summary>What is kept for the next utterance, in samples: 32 s at 16 kHz. A longer buffer is let go.</summary>
    private const int KeptCapacity = 1 << 19;

    private float[] _samples = [];

    /// <summary>Gets the position of the first sample held.</summary>
    public long Start { get; private set; }

    /// <summary>Gets how many samples are held.</summary>
    public int Length { get; private set; }

    /// <summary>Gets the position after the last sample.</summary>
    public long End => Start + Length;

    /// <summary>Gets all samples held.</summary>
    public ReadOnlySpan<float> Samples => _samples.AsSpan(0, Length);

    /// <summary>Gets the samples held before a position.</summary>
    public ReadOnlySpan<float> Until(long end) => _samples.AsSpan(0, (int)(end - Start));

    public void Append(ReadOnlySpan<float> samples)
    {
        if (Length + samples.Length > _samples.Length)
            Array.Resize(ref _samples, (int)Math.Min(Math.Max((long)Length + samples.Length, Math.Max(16384, 2L * Length)), Array.MaxLength));
        samples.CopyTo(_samples.AsSpan(Length));
        Length += samples.Length;
    }

    public void TrimBefore(long position)
    {
        int count = (int)(position - Start);
        _samples.AsSpan(count, Length - count).CopyTo(_samples);
        Start = position;
        Length -= count;
    }

    public void Clear()
    {
        (Start, Length) = (0, 0);
        if (_samples.Length > KeptCapacity)
            _samples = [];
    }
}
