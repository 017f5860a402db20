using Swictation.Stt.Onnx;

namespace Swictation.Stt.Parakeet;

/// <summary>Lets a cancellation stop the graphs that run under it.</summary>
internal sealed class CancellableRun : IDisposable
{
    private readonly CancellationToken _token;
    private readonly CancellationTokenRegistration _registration;

    public CancellableRun(CancellationToken token)
    {
        _token = token;
        if (!token.CanBeCanceled)
            return;
        Options = new RunOptions();
        _registration = token.UnsafeRegister(static run => ((RunOptions)run!).Terminate(), Options);
    }

    /// <summary>Gets what graphs are run with; null where nothing can cancel them.</summary>
    public RunOptions? Options { get; }

    /// <summary>Gets whether it was cancelled, so that an exception is only what a cancelled graph throws.</summary>
    public bool IsCancelled => _token.IsCancellationRequested;

    /// <summary>Makes the exception that a caller expects of what a cancelled graph throws.</summary>
    public OperationCanceledException Translate(OnnxRuntimeException cause) => new("The transcription was cancelled.", cause, _token);

    public void Dispose()
    {
        _registration.Dispose();
        Options?.Dispose();
    }
}
