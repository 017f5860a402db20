using System.Runtime.InteropServices;

namespace Swictation.Host;

/// <summary>Turns Ctrl+C and SIGTERM into a cancellation; work that does not heed it soon, such as a blocked read, is ended with the process.</summary>
internal sealed partial class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;
    private Timer? _timer;

    public Interruption()
    {
        _registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal), PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal)];
    }

    /// <summary>Gets or sets how long work may take to end once it was interrupted; a second signal does not wait.</summary>
    /// <value>The default is 1 s.</value>
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(1);

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
            registration.Dispose();
        _timer?.Dispose();
        _source.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        if (_source.IsCancellationRequested)
            End(); // asked twice
        _timer = new Timer(static _ => End(), null, Grace, Timeout.InfiniteTimeSpan);
        _source.Cancel();
    }

    /// <summary>Ends the process without its exit handlers: those of a native library crash while another thread is inside it.</summary>
    private static void End()
    {
        if (OperatingSystem.IsWindows())
            Environment.Exit(ExitCodes.Interrupted);
        EndNative(ExitCodes.Interrupted);
    }

    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void EndNative(int status);
}
