using System.Buffers;

namespace Swictation.Stt.Onnx;

/// <summary>Represents a tensor: over memory of ONNX Runtime's own, or over the caller's.</summary>
/// <remarks>
/// <para>Reading and writing the elements is not synchronised; a tensor must not be written or disposed while a run uses it.</para>
/// <para>Spans over the elements are valid until the tensor is disposed.</para>
/// </remarks>
public sealed unsafe class OrtValue : IDisposable
{
    private readonly OrtApi _api;
    private readonly void* _data;
    private MemoryHandle _pin;
    private bool _disposed;

    private OrtValue(OrtApi api, nint value, void* data, TensorElementType type, long count, int rank, MemoryHandle pin)
    {
        _api = api;
        Handle = new OrtHandle(value, api.ReleaseValue);
        _data = data;
        _pin = pin;
        ElementType = type;
        ElementCount = count;
        Rank = rank;
    }

    /// <summary>Gets the type of the elements.</summary>
    public TensorElementType ElementType { get; }

    /// <summary>Gets the number of elements: the product of the dimensions.</summary>
    public long ElementCount { get; }

    /// <summary>Gets the number of dimensions.</summary>
    public int Rank { get; }

    internal OrtHandle Handle { get; }

    /// <summary>Makes a tensor in memory of ONNX Runtime's own. Its elements are not initialised.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="shape">The dimensions; each at least 0. Empty for a scalar.</param>
    /// <returns>The tensor; dispose it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A dimension is negative, or their product is too large to count.</exception>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime refused, for instance for want of memory.</exception>
    public static OrtValue Create<T>(params ReadOnlySpan<long> shape)
        where T : unmanaged =>
        Create(TensorElementTypes.Of<T>(), shape);

    /// <summary>Makes a tensor of a type that only the model decides, in memory of ONNX Runtime's own. Its elements are not initialised.</summary>
    /// <param name="type">The type of the elements; one of fixed size.</param>
    /// <param name="shape">The dimensions; each at least 0. Empty for a scalar.</param>
    /// <returns>The tensor; dispose it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The type has no fixed size, a dimension is negative, or their product is too large to count.
    /// </exception>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime refused, for instance for want of memory.</exception>
    public static OrtValue Create(TensorElementType type, params ReadOnlySpan<long> shape)
    {
        if (TensorElementTypes.SizeOf(type) == 0)
            throw new ArgumentOutOfRangeException(nameof(type), type, "The elements of a tensor must have a fixed size.");
        OrtEnv env = OrtEnv.Instance;
        _ = CountElements(shape);
        nint value;
        fixed (long* dimensions = shape)
            env.Api.Check(env.Api.CreateTensorAsOrtValue(env.Allocator, dimensions, (nuint)shape.Length, (int)type, &value));
        return Adopt(env.Api, value);
    }

    /// <summary>Makes a tensor over the caller's memory, which is pinned until the tensor is disposed. Nothing is copied.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="memory">The elements, row-major: exactly as many as the shape has.</param>
    /// <param name="shape">The dimensions; each at least 0. Empty for a scalar.</param>
    /// <returns>The tensor; dispose it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A dimension is negative, or their product is too large to count.</exception>
    /// <exception cref="ArgumentException">The memory does not have as many elements as the shape.</exception>
    public static OrtValue FromMemory<T>(Memory<T> memory, params ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        long count = CountElements(shape);
        if (memory.Length != count)
            throw new ArgumentException($"The memory has {memory.Length} elements; a tensor of shape [{string.Join(", ", shape.ToArray())}] has {count}.", nameof(memory));
        OrtEnv env = OrtEnv.Instance;
        TensorElementType type = TensorElementTypes.Of<T>();
        MemoryHandle pin = memory.Pin();
        nint value;
        fixed (long* dimensions = shape)
        {
            nint status = env.Api.CreateTensorWithDataAsOrtValue(
                env.CpuMemory, pin.Pointer, (nuint)(count * sizeof(T)), dimensions, (nuint)shape.Length, (int)type, &value);
            if (status != 0)
            {
                pin.Dispose();
                throw env.Api.TakeError(status, null);
            }
        }

        return new OrtValue(env.Api, value, pin.Pointer, type, count, shape.Length, pin);
    }

    /// <summary>Gets the elements, row-major.</summary>
    /// <typeparam name="T">The type of the elements; must be that of the tensor.</typeparam>
    /// <returns>The elements; valid until the tensor is disposed.</returns>
    /// <exception cref="InvalidOperationException">The tensor has elements of another type.</exception>
    /// <exception cref="ObjectDisposedException">The tensor was disposed.</exception>
    public Span<T> Span<T>()
        where T : unmanaged
    {
        ObjectDisposedException.ThrowIf(Handle.IsDisposed, this);
        if (TensorElementTypes.Of<T>() != ElementType)
            throw new InvalidOperationException($"The tensor has {ElementType} elements, not {typeof(T).Name}.");
        return new Span<T>(_data, checked((int)ElementCount));
    }

    /// <summary>Copies the dimensions.</summary>
    /// <param name="shape">Receives the dimensions; at least <see cref="Rank"/> long.</param>
    /// <exception cref="ArgumentException"><paramref name="shape"/> is too short.</exception>
    /// <exception cref="ObjectDisposedException">The tensor was disposed.</exception>
    public void CopyShape(Span<long> shape)
    {
        if (shape.Length < Rank)
            throw new ArgumentException($"The destination has {shape.Length} elements; the tensor has {Rank} dimensions.", nameof(shape));
        using OrtHandle.Lease value = Handle.Borrow();
        nint info;
        _api.Check(_api.GetTensorTypeAndShape(value.Value, &info));
        fixed (long* dimensions = shape)
        {
            nint status = _api.GetDimensions(info, dimensions, (nuint)Rank);
            _api.ReleaseTensorTypeAndShapeInfo(info);
            _api.Check(status);
        }
    }

    /// <summary>Gets a copy of the dimensions.</summary>
    /// <returns>The dimensions; empty for a scalar.</returns>
    /// <exception cref="ObjectDisposedException">The tensor was disposed.</exception>
    public long[] GetShape()
    {
        var shape = new long[Rank];
        CopyShape(shape);
        return shape;
    }

    /// <summary>Releases the tensor, and the pin of the caller's memory.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, true))
            return; // the pin must be released once only, whoever comes first
        Handle.Dispose();
        _pin.Dispose();
    }

    /// <summary>Makes a native tensor over the first elements of this one. The caller releases it, and keeps this one alive meanwhile.</summary>
    internal nint CreateView(ReadOnlySpan<long> shape)
    {
        long count = CountElements(shape);
        if (count > ElementCount)
            throw new ArgumentException($"A tensor of shape [{string.Join(", ", shape.ToArray())}] has {count} elements; there are {ElementCount}.", nameof(shape));
        nint value;
        fixed (long* dimensions = shape)
        {
            _api.Check(_api.CreateTensorWithDataAsOrtValue(
                OrtEnv.Instance.CpuMemory, _data, (nuint)(count * TensorElementTypes.SizeOf(ElementType)), dimensions, (nuint)shape.Length, (int)ElementType, &value));
        }

        return value;
    }

    /// <summary>Takes ownership of a native tensor.</summary>
    internal static OrtValue Adopt(OrtApi api, nint value)
    {
        nint info = 0;
        try
        {
            api.Check(api.GetTensorTypeAndShape(value, &info));
            int type;
            nuint rank;
            void* data = null;
            api.Check(api.GetTensorElementType(info, &type));
            api.Check(api.GetDimensionsCount(info, &rank));
            Span<long> shape = stackalloc long[(int)rank];
            fixed (long* dimensions = shape)
                api.Check(api.GetDimensions(info, dimensions, rank));
            if ((TensorElementType)type != TensorElementType.String)
                api.Check(api.GetTensorMutableData(value, &data));
            return new OrtValue(api, value, data, (TensorElementType)type, CountElements(shape), (int)rank, default);
        }
        catch
        {
            api.ReleaseValue(value);
            throw;
        }
        finally
        {
            if (info != 0)
                api.ReleaseTensorTypeAndShapeInfo(info);
        }
    }

    private static long CountElements(ReadOnlySpan<long> shape)
    {
        long count = 1;
        foreach (long dimension in shape)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(dimension, nameof(shape));
            try
            {
                count = checked(count * dimension);
            }
            catch (OverflowException)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(shape), $"A tensor of shape [{string.Join(", ", shape.ToArray())}] has more elements than can be counted.");
            }
        }

        return count;
    }
}
