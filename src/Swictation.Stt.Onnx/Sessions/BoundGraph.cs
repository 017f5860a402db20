namespace Swictation.Stt.Onnx;

/// <summary>Represents a graph with arrays bound to its inputs and outputs once, so that a run allocates nothing.</summary>
/// <remarks>Not safe for concurrent use; several of them may run one session at once. The session must outlive it, and is not disposed with it.</remarks>
public sealed class BoundGraph : IDisposable
{
    private readonly InferenceSession _session;
    private readonly OrtIoBinding _binding;
    private readonly List<OrtValue> _values = [];

    /// <summary>Initializes a new instance of the <see cref="BoundGraph"/> class.</summary>
    /// <param name="session">The graph.</param>
    /// <exception cref="ArgumentNullException"><paramref name="session"/> is <see langword="null"/>.</exception>
    /// <exception cref="ObjectDisposedException">The session was disposed.</exception>
    public BoundGraph(InferenceSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        _session = session;
        _binding = session.CreateIoBinding();
    }

    /// <summary>Makes an array for an input, by its position: some exporters give inputs unstable names.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="position">The position of the input.</param>
    /// <param name="shape">The dimensions. Empty for a scalar.</param>
    /// <returns>The elements, row-major, which every run reads; zeros at first.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The graph has no such input, or a dimension is negative.</exception>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime refused.</exception>
    public T[] Input<T>(int position, params ReadOnlySpan<long> shape)
        where T : unmanaged => Input<T>(_session.Inputs[position].Name, shape);

    /// <summary>Makes an array for an input.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="name">The name of the input.</param>
    /// <param name="shape">The dimensions. Empty for a scalar.</param>
    /// <returns>The elements, row-major, which every run reads; zeros at first.</returns>
    /// <exception cref="ArgumentException">The graph has no such input, or a dimension is negative.</exception>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime refused.</exception>
    public T[] Input<T>(string name, params ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        T[] array = Allocate<T>(shape);
        _binding.BindInput(name, _values[^1]);
        return array;
    }

    /// <summary>Makes an array for an output, by its position; what is not bound is not computed.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="position">The position of the output.</param>
    /// <param name="shape">The dimensions. Empty for a scalar.</param>
    /// <returns>The elements, row-major, which every run writes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The graph has no such output, or a dimension is negative.</exception>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime refused.</exception>
    public T[] Output<T>(int position, params ReadOnlySpan<long> shape)
        where T : unmanaged => Output<T>(_session.Outputs[position].Name, shape);

    /// <summary>Makes an array for an output; what is not bound is not computed.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="name">The name of the output.</param>
    /// <param name="shape">The dimensions. Empty for a scalar.</param>
    /// <returns>The elements, row-major, which every run writes.</returns>
    /// <exception cref="ArgumentException">The graph has no such output, or a dimension is negative.</exception>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime refused.</exception>
    public T[] Output<T>(string name, params ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        T[] array = Allocate<T>(shape);
        _binding.BindOutput(name, _values[^1]);
        return array;
    }

    /// <summary>Runs the graph: from the inputs' arrays into those of the outputs.</summary>
    /// <param name="run">How to stop the run, or <see langword="null"/>.</param>
    /// <exception cref="OnnxRuntimeException">The graph failed, an array has another shape than it takes or gives, or it was told to stop.</exception>
    /// <exception cref="ObjectDisposedException">This or the session was disposed.</exception>
    public void Run(RunOptions? run = null) => _session.Run(_binding, run);

    /// <summary>Releases the binding, not the session. The arrays stay readable.</summary>
    public void Dispose()
    {
        _binding.Dispose();
        foreach (OrtValue value in _values)
            value.Dispose();
    }

    private T[] Allocate<T>(ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        long count = 1;
        foreach (long dimension in shape)
            count *= dimension;
        ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(shape));
        var array = new T[count];
        _values.Add(OrtValue.FromMemory<T>(array, shape));
        return array;
    }
}
