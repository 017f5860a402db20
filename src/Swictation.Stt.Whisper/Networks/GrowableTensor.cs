using Swictation.Stt.Onnx;

namespace Swictation.Stt.Whisper;

/// <summary>
/// A tensor of 32-bit or 16-bit numbers that is replaced by a larger one where more room is needed; its elements do not survive that.
/// </summary>
internal sealed class GrowableTensor(TensorElementType type) : IDisposable
{
    private OrtValue? _value;

    public TensorElementType ElementType => type;

    /// <summary>Gets the tensor. <see cref="Reserve"/> comes first.</summary>
    public OrtValue Value => _value!;

    /// <summary>Makes room for a number of elements. New room holds zeros.</summary>
    /// <returns>Whether this is another tensor than before, which has to be bound again.</returns>
    public bool Reserve(long count)
    {
        if (_value is not null && _value.ElementCount >= count)
            return false;
        _value?.Dispose();
        _value = null;
        _value = OrtValue.Create(type, count);
        // Graphs that mask what they do not use, instead of cutting it off, must not meet NaN.
        if (type == TensorElementType.Float)
            _value.Span<float>().Clear();
        else
            _value.Span<Half>().Clear();
        return true;
    }

    /// <summary>Copies rows of another tensor of the same type: row i of this becomes row <paramref name="sources"/>[i] of the other.</summary>
    /// <param name="other">The other tensor.</param>
    /// <param name="sources">Which rows.</param>
    /// <param name="rowLength">The number of elements from one row to the next, in both.</param>
    /// <param name="copied">How many elements of each row are copied.</param>
    /// <param name="fromOffset">Where the first row begins in the other.</param>
    /// <param name="toOffset">Where the first row begins in this.</param>
    public void Gather(OrtValue other, ReadOnlySpan<int> sources, int rowLength, int copied, int fromOffset = 0, int toOffset = 0)
    {
        if (type == TensorElementType.Float)
            Gather(other.Span<float>(), Value.Span<float>(), sources, rowLength, copied, fromOffset, toOffset);
        else
            Gather(other.Span<Half>(), Value.Span<Half>(), sources, rowLength, copied, fromOffset, toOffset);
    }

    public void Dispose() => _value?.Dispose();

    private static void Gather<T>(ReadOnlySpan<T> from, Span<T> to, ReadOnlySpan<int> sources, int rowLength, int copied, int fromOffset, int toOffset)
    {
        for (int row = 0; row < sources.Length; row++)
            from.Slice(fromOffset + (sources[row] * rowLength), copied).CopyTo(to[(toOffset + (row * rowLength))..]);
    }
}
