using System.Runtime.InteropServices;

namespace Swictation.Host;

/// <summary>Turns Ctrl+C and SIGTERM into a cancellation; work that does not heed it soon, such as a blocked read, is ended with the process.</summary>
internal sealed class Interruption : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;
    private Timer? _timer;

    public Interruption()
    {
        _registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal), PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal)];
    }

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
            Environment.Exit(ExitCodes.Interrupted); // asked twice
        _timer = new Timer(static _ => Environment.Exit(ExitCodes.Interrupted), null, Grace, Timeout.InfiniteTimeSpan);
        _source.Cancel();
    }
}
