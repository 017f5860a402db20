namespace Swictation.Stt.Audio.Features;

/// <summary>A block of numbers that never moves and starts on a cache line, so that kernels may hold its address.</summary>
/// <remarks>The address is valid while this object is reachable: keep it alive over the last use of <see cref="Pointer"/>.</remarks>
internal sealed unsafe class AlignedFloats
{
    private const int Alignment = 64;
    private readonly float[] _array;
    private readonly int _offset;

    /// <summary>Allocates <paramref name="length"/> zeros.</summary>
    public AlignedFloats(int length)
    {
        _array = GC.AllocateArray<float>(length + (Alignment / sizeof(float)), pinned: true);
        fixed (float* start = _array)
        {
            _offset = (int)((Alignment - ((nuint)start % Alignment)) % Alignment / sizeof(float));
            Pointer = start + _offset;
        }

        Length = length;
    }

    /// <summary>Copies numbers into a new block.</summary>
    public AlignedFloats(ReadOnlySpan<float> values)
        : this(values.Length) => values.CopyTo(Span);

    /// <summary>Gets the number of elements.</summary>
    public int Length { get; }

    /// <summary>Gets the address of the first element, a multiple of 64.</summary>
    public float* Pointer { get; }

    /// <summary>Gets the elements.</summary>
    public Span<float> Span => _array.AsSpan(_offset, Length);
}
