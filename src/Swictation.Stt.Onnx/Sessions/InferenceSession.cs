using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Swictation.Stt.Onnx;

/// <summary>Represents a loaded model.</summary>
/// <remarks>
/// <para>Safe for concurrent use: any number of threads may run one session at once.</para>
/// <para>A warm run allocates nothing on the managed heap where its outputs are preallocated or bound.</para>
/// </remarks>
public sealed unsafe partial class InferenceSession : IDisposable
{
    private const int StackLimit = 64;

    private readonly OrtApi _api;
    private readonly OrtHandle _session;
    private readonly nint[] _inputNames;
    private readonly nint[] _outputNames;
    private readonly Dictionary<string, byte[]> _inputTexts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte[]> _outputTexts = new(StringComparer.Ordinal);

    private InferenceSession(OrtEnv env, nint session, string modelPath, ExecutionProvider provider, string providerReason)
    {
        _api = env.Api;
        _session = new OrtHandle(session, _api.ReleaseSession);
        ModelPath = modelPath;
        Provider = provider;
        ProviderReason = providerReason;
        try
        {
            var reader = new SessionMetadataReader(env, session);
            Inputs = reader.ReadInputs();
            Outputs = reader.ReadOutputs();
            Metadata = reader.ReadModel();
        }
        catch
        {
            _session.Dispose();
            throw;
        }

        _inputNames = [.. Inputs.Select(node => Intern(_inputTexts, node))];
        _outputNames = [.. Outputs.Select(node => Intern(_outputTexts, node))];
    }

    /// <summary>Gets the path of the model, or the name that was given with its bytes.</summary>
    public string ModelPath { get; }

    /// <summary>Gets the inputs, in the model's order.</summary>
    public IReadOnlyList<NodeMetadata> Inputs { get; }

    /// <summary>Gets the outputs, in the model's order.</summary>
    public IReadOnlyList<NodeMetadata> Outputs { get; }

    /// <summary>Gets what the model says of itself.</summary>
    public ModelMetadata Metadata { get; }

    /// <summary>Gets the execution provider in use.</summary>
    public ExecutionProvider Provider { get; }

    /// <summary>Gets why that provider is in use, with what was said of those tried before it.</summary>
    public string ProviderReason { get; }

    internal OrtHandle Handle => _session;

    /// <summary>Runs the model with its inputs and outputs by position.</summary>
    /// <param name="inputs">The inputs, as many and in the order of <see cref="Inputs"/>.</param>
    /// <param name="outputs">
    /// The outputs, as many and in the order of <see cref="Outputs"/>. Where an element is a tensor the model writes into it, which must
    /// have the right shape; where it is <see langword="null"/> it receives a new tensor, which the caller disposes.
    /// </param>
    /// <param name="options">How to stop the run, or <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">The number of inputs or outputs is wrong, or an input is <see langword="null"/>.</exception>
    /// <exception cref="OnnxRuntimeException">The model failed or was told to stop.</exception>
    /// <exception cref="ObjectDisposedException">The session was disposed.</exception>
    public void Run(ReadOnlySpan<OrtValue> inputs, Span<OrtValue?> outputs, RunOptions? options = null)
    {
        if (inputs.Length != _inputNames.Length || outputs.Length != _outputNames.Length)
        {
            throw new ArgumentException(
                $"{ModelPath} takes {_inputNames.Length} inputs and gives {_outputNames.Length} outputs; got {inputs.Length} and {outputs.Length}.");
        }

        if (inputs.Length + outputs.Length > StackLimit)
            throw new ArgumentException($"A run by position takes at most {StackLimit} inputs and outputs together; use {nameof(OrtIoBinding)}.");

        nint* values = stackalloc nint[StackLimit];
        nint* results = values + inputs.Length;
        for (int i = 0; i < inputs.Length; i++)
            values[i] = (inputs[i] ?? throw new ArgumentException($"Input {Inputs[i].Name} is null.", nameof(inputs))).Handle.Require();
        for (int i = 0; i < outputs.Length; i++)
            results[i] = outputs[i]?.Handle.Require() ?? 0;

        using OrtHandle.Lease session = _session.Borrow();
        using OrtHandle.Lease run = options is null ? default : options.Handle.Borrow();
        nint status;
        fixed (nint* inputNames = _inputNames)
        fixed (nint* outputNames = _outputNames)
            status = _api.Run(session.Value, run.Value, inputNames, values, (nuint)inputs.Length, outputNames, (nuint)outputs.Length, results);
        for (int i = 0; i < inputs.Length; i++)
            GC.KeepAlive(inputs[i]);
        for (int i = 0; i < outputs.Length; i++)
            GC.KeepAlive(outputs[i]);
        GC.KeepAlive(this);
        _api.Check(status, ModelPath);
        AdoptNew(results, outputs);
    }

    /// <summary>Runs the model with the inputs and outputs of a binding.</summary>
    /// <param name="binding">A binding made by this session.</param>
    /// <param name="options">How to stop the run, or <see langword="null"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="binding"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="binding"/> was made by another session.</exception>
    /// <exception cref="OnnxRuntimeException">The model failed or was told to stop.</exception>
    /// <exception cref="ObjectDisposedException">The session was disposed.</exception>
    public void Run(OrtIoBinding binding, RunOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(binding);
        if (binding.Session != this)
            throw new ArgumentException($"The binding was made by another session, of {binding.Session.ModelPath}; make one with {nameof(CreateIoBinding)} of this one.", nameof(binding));
        using OrtHandle.Lease session = _session.Borrow();
        using OrtHandle.Lease bound = binding.Handle.Borrow();
        using OrtHandle.Lease run = options is null ? default : options.Handle.Borrow();
        _api.Check(_api.RunWithBinding(session.Value, run.Value, bound.Value), ModelPath);
    }

    /// <summary>Makes a binding: inputs and outputs that stay the same over many runs.</summary>
    /// <returns>The binding; dispose it.</returns>
    /// <exception cref="ObjectDisposedException">The session was disposed.</exception>
    public OrtIoBinding CreateIoBinding()
    {
        using OrtHandle.Lease session = _session.Borrow();
        nint binding;
        _api.Check(_api.CreateIoBinding(session.Value, &binding), ModelPath);
        return new OrtIoBinding(this, _api, binding);
    }

    /// <summary>Unloads the model once no run uses it any more.</summary>
    public void Dispose() => _session.Dispose();

    /// <summary>Gets the native name of an input; it lives as long as the session.</summary>
    internal byte* InputName(string name) => _inputTexts.TryGetValue(name, out byte[]? text)
        ? PointerTo(text)
        : throw new ArgumentException($"{ModelPath} has no input {name}; it has {string.Join(", ", _inputTexts.Keys)}.", nameof(name));

    /// <summary>Gets the native name of an output; it lives as long as the session.</summary>
    internal byte* OutputName(string name) => _outputTexts.TryGetValue(name, out byte[]? text)
        ? PointerTo(text)
        : throw new ArgumentException($"{ModelPath} has no output {name}; it has {string.Join(", ", _outputTexts.Keys)}.", nameof(name));

    /// <summary>Takes ownership of the tensors that a run made. Where one cannot be taken, none is kept and none is lost.</summary>
    private void AdoptNew(nint* results, Span<OrtValue?> outputs)
    {
        ulong adopted = 0;
        for (int i = 0; i < outputs.Length; i++)
        {
            if (outputs[i] is not null)
                continue;
            try
            {
                outputs[i] = OrtValue.Adopt(_api, results[i]);
                adopted |= 1UL << i;
            }
            catch
            {
                for (int k = 0; k < outputs.Length; k++)
                {
                    if ((adopted >> k & 1) != 0)
                    {
                        outputs[k]!.Dispose();
                        outputs[k] = null;
                    }
                    else if (k > i && outputs[k] is null)
                    {
                        _api.ReleaseValue(results[k]);
                    }
                }

                throw;
            }
        }
    }

    /// <summary>Keeps a name in memory that never moves, for as long as the session lives.</summary>
    private static nint Intern(Dictionary<string, byte[]> texts, NodeMetadata node)
    {
        if (!texts.TryGetValue(node.Name, out byte[]? text))
        {
            byte[] bytes = Utf8.Terminated(node.Name);
            text = GC.AllocateUninitializedArray<byte>(bytes.Length, pinned: true);
            bytes.CopyTo(text, 0);
            texts[node.Name] = text;
        }

        return (nint)PointerTo(text);
    }

    private static byte* PointerTo(byte[] pinned) => (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinned));
}
