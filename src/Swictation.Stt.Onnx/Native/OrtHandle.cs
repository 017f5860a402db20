using System.Runtime.InteropServices;

namespace Swictation.Stt.Onnx;

/// <summary>Owns one native object of ONNX Runtime. Its release function is known when it is made, so one class serves every kind.</summary>
internal sealed unsafe class OrtHandle : SafeHandle
{
    private readonly delegate* unmanaged<nint, void> _release;

    public OrtHandle(nint value, delegate* unmanaged<nint, void> release)
        : base(0, ownsHandle: true)
    {
        _release = release;
        SetHandle(value);
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        _release(handle);
        return true;
    }

    /// <summary>Gets the native object for a call by its only user, who keeps it alive meanwhile.</summary>
    public nint Require()
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        return handle;
    }

    /// <summary>Keeps the native object alive for the length of a call, also when another thread disposes it meanwhile.</summary>
    public Lease Borrow() => new(this);

    internal readonly ref struct Lease
    {
        private readonly OrtHandle _owner;

        public Lease(OrtHandle owner)
        {
            bool added = false;
            owner.DangerousAddRef(ref added); // throws ObjectDisposedException once disposed
            _owner = owner;
        }

        public nint Value => _owner.handle;

        public void Dispose() => _owner.DangerousRelease();
    }
}
