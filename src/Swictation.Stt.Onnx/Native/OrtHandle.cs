using System.Runtime.InteropServices;

namespace Swictation.Stt.Onnx;

/// <summary>Owns one native object of ONNX Runtime. Its release function is known when it is made, so one class serves every kind.</summary>
internal sealed unsafe class OrtHandle : SafeHandle
{
    private readonly delegate* unmanaged<nint, void> _release;
    private volatile bool _disposed;

    public OrtHandle(nint value, delegate* unmanaged<nint, void> release)
        : base(0, ownsHandle: true)
    {
        _release = release;
        SetHandle(value);
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>
    /// Gets whether <see cref="SafeHandle.Dispose()"/> was called. <see cref="SafeHandle.IsClosed"/> only says so once the last lease has
    /// ended, and leases are given out until then, so that a busy object would never go.
    /// </summary>
    public bool IsDisposed => _disposed;

    protected override void Dispose(bool disposing)
    {
        _disposed = true;
        base.Dispose(disposing);
    }

    protected override bool ReleaseHandle()
    {
        _release(handle);
        return true;
    }

    /// <summary>Gets the native object for a call by its only user, who keeps it alive meanwhile.</summary>
    public nint Require()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return handle;
    }

    /// <summary>Keeps the native object alive for the length of a call, also when another thread disposes it meanwhile.</summary>
    public Lease Borrow() => new(this);

    internal readonly ref struct Lease
    {
        private readonly OrtHandle? _owner;

        public Lease(OrtHandle owner)
        {
            ObjectDisposedException.ThrowIf(owner._disposed, owner);
            bool added = false;
            owner.DangerousAddRef(ref added); // throws as well, where it was disposed in between
            _owner = owner;
        }

        /// <summary>Gets the native object; 0 for the lease of nothing.</summary>
        public nint Value => _owner is null ? 0 : _owner.handle;

        public void Dispose() => _owner?.DangerousRelease();
    }
}
