using System.Runtime.InteropServices;

namespace Swictation.Stt.Onnx;

/// <summary>Key and value arrays in native memory, as ONNX Runtime takes provider options.</summary>
internal sealed unsafe class NativeStringMap : IDisposable
{
    private readonly nint[] _strings;
    private readonly GCHandle _pin;

    public NativeStringMap(IReadOnlyDictionary<string, string> entries)
    {
        Count = (nuint)entries.Count;
        _strings = new nint[Math.Max(1, entries.Count * 2)];
        int index = 0;
        foreach ((string key, string value) in entries)
        {
            _strings[index] = Marshal.StringToCoTaskMemUTF8(key);
            _strings[entries.Count + index++] = Marshal.StringToCoTaskMemUTF8(value);
        }

        _pin = GCHandle.Alloc(_strings, GCHandleType.Pinned);
    }

    public nuint Count { get; }

    public byte** Keys => (byte**)_pin.AddrOfPinnedObject();

    public byte** Values => Keys + Count;

    public void Dispose()
    {
        _pin.Free();
        foreach (nint text in _strings)
            Marshal.FreeCoTaskMem(text);
    }
}
