namespace Swictation.Stt.Audio.Features;

/// <summary>A block of numbers that never moves and starts on a cache line, so that kernels may hold its address.</summary>
/// <remarks>The address is valid while this object is reachable: keep it alive over the last use of <see cref="Pointer"/>.</remarks>
/// <typeparam name="T">float or double.</typeparam>
internal sealed unsafe class AlignedBuffer<T>
    where T : unmanaged
{
    private const int Alignment = 64;
    private readonly T[] _array;
    private readonly int _offset;

    /// <summary>Allocates <paramref name="length"/> zeros.</summary>
    public AlignedBuffer(int length)
    {
        _array = GC.AllocateArray<T>(length + (Alignment / sizeof(T)), pinned: true);
        fixed (T* start = _array)
        {
            _offset = (int)((Alignment - ((nuint)start % Alignment)) % Alignment / (nuint)sizeof(T));
            Pointer = start + _offset;
        }

        Length = length;
    }

    /// <summary>Copies numbers into a new block.</summary>
    public AlignedBuffer(ReadOnlySpan<T> values)
        : this(values.Length) => values.CopyTo(Span);

    /// <summary>Gets the number of elements.</summary>
    public int Length { get; }

    /// <summary>Gets the address of the first element, a multiple of 64.</summary>
    public T* Pointer { get; }

    /// <summary>Gets the elements.</summary>
    public Span<T> Span => _array.AsSpan(_offset, Length);
}
