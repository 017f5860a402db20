namespace Swictation.Stt.Parakeet;

/// <summary>The last samples of an utterance, found by their position in it. As large as what it has to hold, and no larger.</summary>
/// <remarks>A plain array, not a pooled one: a stream that is disposed while it runs on another thread must not give away what that reads.</remarks>
internal sealed class StreamAudio
{
    private float[] _samples = [];
    private int _head;
    private int _count;

    /// <summary>Gets the position of the first sample that is held.</summary>
    public long Start { get; private set; }

    /// <summary>Gets the position after the last sample.</summary>
    public long End => Start + _count;

    /// <summary>Gets the size of the array, in samples.</summary>
    public int Capacity => _samples.Length;

    public void Append(ReadOnlySpan<float> samples)
    {
        MakeRoom(samples.Length);
        samples.CopyTo(_samples.AsSpan(_head + _count));
        _count += samples.Length;
    }

    /// <summary>Gets the samples from one position to another.</summary>
    public ReadOnlySpan<float> Slice(long from, long to) => _samples.AsSpan(_head + (int)(from - Start), (int)(to - from));

    /// <summary>Forgets what lies before a position.</summary>
    public void DiscardBefore(long position)
    {
        int surplus = (int)Math.Clamp(position - Start, 0, _count);
        _head += surplus;
        _count -= surplus;
        Start += surplus;
    }

    /// <summary>Forgets everything; positions count from 0 again.</summary>
    /// <param name="mostKept">The largest array, in samples, that is kept for the next utterance.</param>
    public void Clear(int mostKept)
    {
        if (_samples.Length > mostKept)
            _samples = [];
        _head = 0;
        _count = 0;
        Start = 0;
    }

    private void MakeRoom(int count)
    {
        int needed = checked(_count + count);
        if (_head + needed <= _samples.Length)
            return;
        // By half: on average a sixth of it stays empty, where doubling would leave a third.
        float[] samples = needed <= _samples.Length ? _samples : new float[Math.Max(needed, (int)Math.Min(Array.MaxLength, _samples.Length * 3L / 2))];
        _samples.AsSpan(_head, _count).CopyTo(samples);
        _samples = samples;
        _head = 0;
    }
}
