namespace Swictation.Stt.Vad;

/// <summary>The newest samples of a stream, addressed by their positions in it. Grows as far as it must, then allocates nothing more.</summary>
/// <param name="capacity">How many samples there is room for at first.</param>
/// <param name="most">How many samples are kept at most; memory grows to half as much again.</param>
internal sealed class SampleHistory(int capacity, int most)
{
    private readonly int _limit = Math.Max(capacity, most + (most / 2));
    private float[] _samples = new float[capacity];
    private int _offset; // of the sample at Start
    private int _count;

    /// <summary>Gets the position of the oldest sample.</summary>
    public long Start { get; private set; }

    /// <summary>Gets the position after the newest sample.</summary>
    public long End => Start + _count;

    public void Append(ReadOnlySpan<float> samples)
    {
        if (_offset + _count + samples.Length > _samples.Length)
            MakeRoom(samples.Length);
        samples.CopyTo(_samples.AsSpan(_offset + _count));
        _count += samples.Length;
    }

    /// <summary>Gets the samples from one position up to another; valid until the next call of any other member.</summary>
    public ReadOnlySpan<float> Slice(long from, long to) => _samples.AsSpan(checked((int)(_offset + from - Start)), (int)(to - from));

    /// <summary>Drops what lies before a position.</summary>
    public void DropBefore(long position)
    {
        int count = (int)Math.Clamp(position - Start, 0, _count);
        _offset += count;
        _count -= count;
        Start += count;
    }

    /// <summary>Drops everything and goes on at a position.</summary>
    public void Restart(long position)
    {
        _offset = 0;
        _count = 0;
        Start = position;
    }

    private void MakeRoom(int length)
    {
        // Moving pays only where much was dropped; at the limit a third of the memory has been.
        bool moves = _count + length <= _samples.Length && (_offset >= _count || _samples.Length >= _limit);
        float[] target = moves ? _samples : new float[Math.Max(Math.Min(2 * _samples.Length, _limit), _count + length)];
        _samples.AsSpan(_offset, _count).CopyTo(target);
        _samples = target;
        _offset = 0;
    }
}
