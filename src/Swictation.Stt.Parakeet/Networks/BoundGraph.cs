using Swictation.Stt.Onnx;

namespace Swictation.Stt.Parakeet;

/// <summary>A graph with arrays bound to its inputs and outputs once, so that a run allocates nothing. Not safe for concurrent use.</summary>
internal sealed class BoundGraph(InferenceSession session) : IDisposable
{
    private readonly OrtIoBinding _binding = session.CreateIoBinding();
    private readonly List<OrtValue> _values = [];

    /// <summary>Makes an array for an input. By position: NeMo's exporter gives the states unstable names.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="position">The position of the input.</param>
    /// <param name="shape">The dimensions.</param>
    public T[] Input<T>(int position, params ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        T[] array = Allocate<T>(shape);
        _binding.BindInput(session.Inputs[position].Name, _values[^1]);
        return array;
    }

    /// <summary>Makes an array for an output; what is not bound is not computed.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="position">The position of the output.</param>
    /// <param name="shape">The dimensions.</param>
    public T[] Output<T>(int position, params ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        T[] array = Allocate<T>(shape);
        _binding.BindOutput(session.Outputs[position].Name, _values[^1]);
        return array;
    }

    public void Run(RunOptions? run) => session.Run(_binding, run);

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
        var array = new T[count];
        _values.Add(OrtValue.FromMemory<T>(array, shape));
        return array;
    }
}
