namespace Swictation.Stt.Onnx;

/// <summary>Represents inputs and outputs that are bound once and used by many runs: the way to run without any allocation.</summary>
/// <remarks>Not safe for concurrent use. Bound tensors must live as long as they are bound.</remarks>
public sealed unsafe class OrtIoBinding : IDisposable
{
    private readonly OrtApi _api;

    internal OrtIoBinding(InferenceSession session, OrtApi api, nint binding)
    {
        Session = session;
        _api = api;
        Handle = new OrtHandle(binding, api.ReleaseIoBinding);
    }

    internal InferenceSession Session { get; }

    internal OrtHandle Handle { get; }

    /// <summary>Binds an input. A later call for the same name replaces it.</summary>
    /// <param name="name">The input's name.</param>
    /// <param name="value">The tensor.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The model has no such input.</exception>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime refused.</exception>
    /// <exception cref="ObjectDisposedException">The binding, its session or the tensor was disposed.</exception>
    public void BindInput(string name, OrtValue value)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        using OrtHandle.Lease session = Session.Handle.Borrow(); // a native binding refers to its session's state
        using OrtHandle.Lease binding = Handle.Borrow();
        using OrtHandle.Lease tensor = value.Handle.Borrow();
        _api.Check(_api.BindInput(binding.Value, Session.InputName(name), tensor.Value), Session.ModelPath);
    }

    /// <summary>Binds an output to a tensor of the right shape, into which every run writes.</summary>
    /// <param name="name">The output's name.</param>
    /// <param name="value">The tensor.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The model has no such output.</exception>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime refused.</exception>
    /// <exception cref="ObjectDisposedException">The binding, its session or the tensor was disposed.</exception>
    public void BindOutput(string name, OrtValue value)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        using OrtHandle.Lease session = Session.Handle.Borrow(); // a native binding refers to its session's state
        using OrtHandle.Lease binding = Handle.Borrow();
        using OrtHandle.Lease tensor = value.Handle.Borrow();
        _api.Check(_api.BindOutput(binding.Value, Session.OutputName(name), tensor.Value), Session.ModelPath);
    }

    /// <summary>
    /// Binds an input to the first elements of a tensor, in another shape. Allocates nothing on the managed heap: the way to feed a state
    /// that grows from run to run out of one preallocated tensor.
    /// </summary>
    /// <param name="name">The input's name.</param>
    /// <param name="storage">The tensor that holds the elements, row-major, from its first on. It must live as long as it is bound.</param>
    /// <param name="shape">The dimensions; each at least 0, and no more elements together than <paramref name="storage"/> has.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The model has no such input, or the shape has more elements than the tensor.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A dimension is negative.</exception>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime refused.</exception>
    /// <exception cref="ObjectDisposedException">The binding, its session or the tensor was disposed.</exception>
    public void BindInput(string name, OrtValue storage, ReadOnlySpan<long> shape)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(storage);
        using OrtHandle.Lease session = Session.Handle.Borrow(); // a native binding refers to its session's state
        using OrtHandle.Lease binding = Handle.Borrow();
        using OrtHandle.Lease tensor = storage.Handle.Borrow();
        byte* text = Session.InputName(name);
        nint view = storage.CreateView(shape);
        nint status = _api.BindInput(binding.Value, text, view);
        _api.ReleaseValue(view); // the binding has taken its share of it
        _api.Check(status, Session.ModelPath);
    }

    /// <summary>Binds an output to the first elements of a tensor, in another shape. Allocates nothing on the managed heap.</summary>
    /// <param name="name">The output's name.</param>
    /// <param name="storage">The tensor that receives the elements, row-major, from its first on. It must live as long as it is bound.</param>
    /// <param name="shape">The dimensions; each at least 0, and no more elements together than <paramref name="storage"/> has.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The model has no such output, or the shape has more elements than the tensor.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A dimension is negative.</exception>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime refused.</exception>
    /// <exception cref="ObjectDisposedException">The binding, its session or the tensor was disposed.</exception>
    public void BindOutput(string name, OrtValue storage, ReadOnlySpan<long> shape)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(storage);
        using OrtHandle.Lease session = Session.Handle.Borrow(); // a native binding refers to its session's state
        using OrtHandle.Lease binding = Handle.Borrow();
        using OrtHandle.Lease tensor = storage.Handle.Borrow();
        byte* text = Session.OutputName(name);
        nint view = storage.CreateView(shape);
        nint status = _api.BindOutput(binding.Value, text, view);
        _api.ReleaseValue(view); // the binding has taken its share of it
        _api.Check(status, Session.ModelPath);
    }

    /// <summary>Binds an output whose shape only the run decides: ONNX Runtime allocates it, see <see cref="TakeOutputs"/>.</summary>
    /// <param name="name">The output's name.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The model has no such output.</exception>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime refused.</exception>
    /// <exception cref="ObjectDisposedException">The binding or its session was disposed.</exception>
    public void BindOutputToCpu(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        using OrtHandle.Lease session = Session.Handle.Borrow(); // a native binding refers to its session's state
        using OrtHandle.Lease binding = Handle.Borrow();
        _api.Check(_api.BindOutputToDevice(binding.Value, Session.OutputName(name), OrtEnv.Instance.CpuMemory), Session.ModelPath);
    }

    /// <summary>Gets the outputs of the last run, in the order in which they were bound.</summary>
    /// <remarks>A tensor that was bound by the caller comes back as a second one over the same elements.</remarks>
    /// <param name="outputs">Receives the tensors, which the caller disposes; as long as there are bound outputs.</param>
    /// <exception cref="ArgumentException"><paramref name="outputs"/> has another length.</exception>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime refused.</exception>
    /// <exception cref="ObjectDisposedException">The binding or its session was disposed.</exception>
    public void TakeOutputs(Span<OrtValue> outputs)
    {
        using OrtHandle.Lease session = Session.Handle.Borrow(); // a native binding refers to its session's state
        using OrtHandle.Lease binding = Handle.Borrow();
        nint* values = null;
        nuint count = 0;
        nint allocator = OrtEnv.Instance.Allocator;
        _api.Check(_api.GetBoundOutputValues(binding.Value, allocator, &values, &count), Session.ModelPath);
        int adopted = 0;
        try
        {
            if (outputs.Length != (int)count)
                throw new ArgumentException($"{count} outputs are bound; there is room for {outputs.Length}.", nameof(outputs));
            while (adopted < outputs.Length)
            {
                nint value = values[adopted];
                values[adopted] = 0; // belongs to Adopt from here on, whether it succeeds or not
                outputs[adopted] = OrtValue.Adopt(_api, value);
                adopted++;
            }
        }
        catch
        {
            for (int i = 0; i < adopted; i++)
            {
                outputs[i].Dispose();
                outputs[i] = null!;
            }

            for (nuint i = 0; i < count; i++)
            {
                if (values[i] != 0)
                    _api.ReleaseValue(values[i]);
            }

            throw;
        }
        finally
        {
            if (values is not null)
                _api.Check(_api.AllocatorFree(allocator, values));
        }
    }

    /// <summary>Forgets the bound inputs and outputs.</summary>
    /// <exception cref="ObjectDisposedException">The binding or its session was disposed.</exception>
    public void Clear()
    {
        using OrtHandle.Lease session = Session.Handle.Borrow(); // a native binding refers to its session's state
        using OrtHandle.Lease binding = Handle.Borrow();
        _api.ClearBoundInputs(binding.Value);
        _api.ClearBoundOutputs(binding.Value);
    }

    /// <summary>Releases the binding, not the tensors.</summary>
    public void Dispose() => Handle.Dispose();
}
