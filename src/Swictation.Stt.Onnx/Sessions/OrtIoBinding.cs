namespace Swictation.Stt.Onnx;

/// <summary>Represents inputs and outputs that are bound once and used by many runs: the way to run without any allocation.</summary>
/// <remarks>Not safe for concurrent use. Bound tensors must live as long as they are bound.</remarks>
public sealed unsafe class OrtIoBinding : IDisposable
{
    private readonly InferenceSession _session;
    private readonly OrtApi _api;

    internal OrtIoBinding(InferenceSession session, OrtApi api, nint binding)
    {
        _session = session;
        _api = api;
        Handle = new OrtHandle(binding, api.ReleaseIoBinding);
    }

    internal OrtHandle Handle { get; }

    /// <summary>Binds an input. A later call for the same name replaces it.</summary>
    /// <param name="name">The input's name.</param>
    /// <param name="value">The tensor.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The model has no such input.</exception>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime refused.</exception>
    public void BindInput(string name, OrtValue value)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        using OrtHandle.Lease binding = Handle.Borrow();
        using OrtHandle.Lease tensor = value.Handle.Borrow();
        _api.Check(_api.BindInput(binding.Value, _session.NameOf(name), tensor.Value), _session.ModelPath);
    }

    /// <summary>Binds an output to a tensor of the right shape, into which every run writes.</summary>
    /// <param name="name">The output's name.</param>
    /// <param name="value">The tensor.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The model has no such output.</exception>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime refused.</exception>
    public void BindOutput(string name, OrtValue value)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        using OrtHandle.Lease binding = Handle.Borrow();
        using OrtHandle.Lease tensor = value.Handle.Borrow();
        _api.Check(_api.BindOutput(binding.Value, _session.NameOf(name), tensor.Value), _session.ModelPath);
    }

    /// <summary>Binds an output whose shape only the run decides: ONNX Runtime allocates it, see <see cref="TakeOutputs"/>.</summary>
    /// <param name="name">The output's name.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The model has no such output.</exception>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime refused.</exception>
    public void BindOutputToCpu(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        using OrtHandle.Lease binding = Handle.Borrow();
        _api.Check(_api.BindOutputToDevice(binding.Value, _session.NameOf(name), OrtEnv.Instance.CpuMemory), _session.ModelPath);
    }

    /// <summary>Gets the outputs of the last run, in the order in which they were bound.</summary>
    /// <param name="outputs">Receives the tensors, which the caller disposes; as long as there are bound outputs.</param>
    /// <exception cref="ArgumentException"><paramref name="outputs"/> has another length.</exception>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime refused.</exception>
    public void TakeOutputs(Span<OrtValue> outputs)
    {
        using OrtHandle.Lease binding = Handle.Borrow();
        nint* values;
        nuint count;
        nint allocator = OrtEnv.Instance.Allocator;
        _api.Check(_api.GetBoundOutputValues(binding.Value, allocator, &values, &count), _session.ModelPath);
        if (outputs.Length != (int)count)
        {
            for (nuint i = 0; i < count; i++)
                _api.ReleaseValue(values[i]);
            _api.Check(_api.AllocatorFree(allocator, values));
            throw new ArgumentException($"{count} outputs are bound; there is room for {outputs.Length}.", nameof(outputs));
        }

        for (int i = 0; i < outputs.Length; i++)
            outputs[i] = OrtValue.Adopt(_api, values[i]);
        _api.Check(_api.AllocatorFree(allocator, values));
    }

    /// <summary>Forgets the bound inputs and outputs.</summary>
    public void Clear()
    {
        using OrtHandle.Lease binding = Handle.Borrow();
        _api.ClearBoundInputs(binding.Value);
        _api.ClearBoundOutputs(binding.Value);
    }

    /// <summary>Releases the binding, not the tensors.</summary>
    public void Dispose() => Handle.Dispose();
}
