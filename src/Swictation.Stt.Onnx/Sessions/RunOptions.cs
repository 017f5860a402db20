namespace Swictation.Stt.Onnx;

/// <summary>Represents what a run can be told from outside: above all, to stop.</summary>
/// <remarks><see cref="Terminate"/> may be called from any thread; the rest is not safe for concurrent use.</remarks>
public sealed unsafe class RunOptions : IDisposable
{
    private readonly OrtApi _api;
    private volatile bool _terminated;

    /// <summary>Initializes a new instance of the <see cref="RunOptions"/> class.</summary>
    /// <exception cref="OnnxRuntimeException">The native library was not found, or refused.</exception>
    public RunOptions()
    {
        _api = OrtEnv.Instance.Api;
        nint handle;
        _api.Check(_api.CreateRunOptions(&handle));
        Handle = new OrtHandle(handle, _api.ReleaseRunOptions);
    }

    /// <summary>Gets a value indicating whether <see cref="Terminate"/> was called since the last <see cref="Reset"/>.</summary>
    public bool IsTerminated => _terminated;

    internal OrtHandle Handle { get; }

    /// <summary>Stops the runs that use these options, at the next operator of their graphs. Does nothing once disposed.</summary>
    public void Terminate()
    {
        _terminated = true;
        if (Handle.IsDisposed)
            return;
        try
        {
            using OrtHandle.Lease options = Handle.Borrow();
            _api.Check(_api.RunOptionsSetTerminate(options.Value));
        }
        catch (ObjectDisposedException)
        {
            // Disposed in between: nothing runs any more.
        }
    }

    /// <summary>Lets runs go on again after <see cref="Terminate"/>.</summary>
    /// <exception cref="ObjectDisposedException">The options were disposed.</exception>
    public void Reset()
    {
        using OrtHandle.Lease options = Handle.Borrow();
        _api.Check(_api.RunOptionsUnsetTerminate(options.Value));
        _terminated = false;
    }

    /// <summary>Adds a setting by the keys of <c>onnxruntime_run_options_config_keys.h</c>.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime refused.</exception>
    public void AddConfigEntry(string key, string value)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        using OrtHandle.Lease options = Handle.Borrow();
        fixed (byte* keyText = Utf8.Terminated(key))
        fixed (byte* valueText = Utf8.Terminated(value))
            _api.Check(_api.AddRunConfigEntry(options.Value, keyText, valueText));
    }

    /// <summary>Releases the native object.</summary>
    public void Dispose() => Handle.Dispose();
}
