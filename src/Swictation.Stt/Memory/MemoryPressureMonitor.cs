using System.Diagnostics.CodeAnalysis;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Swictation.Stt;

/// <summary>
/// Tells when the system runs short of memory: where Linux says so (psi.rst: a trigger and poll), else by looking every two seconds at what is free.
/// </summary>
internal sealed unsafe partial class MemoryPressureMonitor : IDisposable
{
    /// <summary>Of 2 s some task waited 0.2 s. Windows that are multiples of 2 s need no privilege.</summary>
    private const string Trigger = "some 200000 2000000\0";

    private const double ShortShare = 0.05;
    private const short In = 0x1, Priority = 0x2, Error = 0x8;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly Action _pressed;
    private readonly Func<SystemMemory> _read;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly SafeHandle? _source;
    private readonly AnonymousPipeServerStream? _stop;
    private ITimer? _timer;
    private bool _disposed;

    private MemoryPressureMonitor(Action pressed, Func<SystemMemory> read, TimeProvider time, SafeHandle? source)
    {
        _pressed = pressed;
        _read = read;
        _time = time;
        _source = source;
        if (source is null)
        {
            StartLooking();
            return;
        }

        _stop = new AnonymousPipeServerStream(PipeDirection.Out);
        new Thread(Wait) { IsBackground = true, Name = "memory pressure" }.Start();
    }

    /// <summary>Gets whether the system tells, rather than that we look.</summary>
    public bool IsTold
    {
        get
        {
            lock (_lock)
                return _timer is null && !_disposed;
        }
    }

    /// <summary>Begins.</summary>
    /// <param name="pressed">Called each time memory is short, at most once in a second, on a thread of the monitor's own or of the clock's.</param>
    /// <param name="read">Reads what is free.</param>
    /// <param name="time">The clock.</param>
    public static MemoryPressureMonitor Start(Action pressed, Func<SystemMemory> read, TimeProvider time) => Start(pressed, read, time, OpenSource(Environment.GetEnvironmentVariable));

    /// <param name="pressed">Called each time memory is short.</param>
    /// <param name="read">Reads what is free.</param>
    /// <param name="time">The clock.</param>
    /// <param name="source">A descriptor on which poll says POLLPRI where memory is short, or null to look.</param>
    internal static MemoryPressureMonitor Start(Action pressed, Func<SystemMemory> read, TimeProvider time, SafeHandle? source) => new(pressed, read, time, source);

    /// <summary>Opens what systemd names (systemd.io/MEMORY_PRESSURE), else the system's own file; null where neither can be.</summary>
    internal static SafeFileHandle? OpenSource(Func<string, string?> environment)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        string path = MemoryPressure.SystemFile;
        byte[] trigger = Encoding.ASCII.GetBytes(Trigger);
        if (environment("MEMORY_PRESSURE_WATCH") is { Length: > 0 } watched && environment("MEMORY_PRESSURE_WRITE") is { Length: > 0 } written)
        {
            path = watched;
            trigger = new byte[written.Length];
            trigger = Convert.TryFromBase64String(written, trigger, out int length) ? trigger[..length] : Encoding.ASCII.GetBytes(Trigger);
        }

        SafeFileHandle? file = null;
        try
        {
            file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            fixed (byte* bytes = trigger)
            {
                if (Write((int)file.DangerousGetHandle(), bytes, (nuint)trigger.Length) == trigger.Length)
                    return file;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            // Not there, or not for us.
        }

        file?.Dispose();
        return null;
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_disposed)
                return;
            _disposed = true;
            _timer?.Dispose();
            _stop?.Dispose(); // wakes the thread, which closes the source
            _stop?.ClientSafePipeHandle.Dispose();
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "An exception would end the process.")]
    private void Press()
    {
        try
        {
            _pressed();
        }
        catch (Exception)
        {
            // Unloading failed; it is told where the engine's status is.
        }
    }

    private void StartLooking()
    {
        lock (_lock)
        {
            if (!_disposed)
                _timer = _time.CreateTimer(static monitor => ((MemoryPressureMonitor)monitor!).Look(), this, Interval, Interval);
        }
    }

    private void Look()
    {
        SystemMemory memory = _read();
        long total = memory.LimitBytes is { } limit ? Math.Min(limit, memory.TotalBytes) : memory.TotalBytes;
        if (memory.FreeBytes < total * ShortShare)
            Press();
    }

    private void Wait()
    {
        Descriptor* descriptors = stackalloc Descriptor[2];
        SafePipeHandle stop = _stop!.ClientSafePipeHandle;
        bool held = false, stopHeld = false;
        try
        {
            _source!.DangerousAddRef(ref held);
            stop.DangerousAddRef(ref stopHeld);
            descriptors[0] = new Descriptor { File = (int)stop.DangerousGetHandle(), Wanted = In };
            descriptors[1] = new Descriptor { File = (int)_source.DangerousGetHandle(), Wanted = Priority };
            bool wait = false; // the source is looked at once in a second at most
            while (true)
            {
                descriptors[0].Got = descriptors[1].Got = 0;
                int ready = Poll(descriptors, wait ? 1u : 2u, wait ? 1000 : -1);
                if (descriptors[0].Got != 0)
                    return;
                if ((descriptors[1].Got & Error) != 0)
                    break;
                if ((descriptors[1].Got & Priority) != 0)
                    Press();
                wait = !wait && ready > 0;
            }
        }
        catch (ObjectDisposedException)
        {
            return; // it was disposed before this thread began
        }
        finally
        {
            if (stopHeld)
                stop.DangerousRelease();
            if (held)
                _source!.DangerousRelease();
            _source!.Dispose();
        }

        StartLooking();
    }

    [LibraryImport("libc", EntryPoint = "poll")]
    private static partial int Poll(Descriptor* descriptors, nuint count, int timeout);

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint Write(int file, byte* bytes, nuint count);

    /// <summary>struct pollfd.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Descriptor
    {
        public int File;
        public short Wanted;
        public short Got;
    }
}
