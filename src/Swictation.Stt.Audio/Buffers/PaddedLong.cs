using System.Runtime.InteropServices;

namespace Swictation.Stt.Audio;

/// <summary>Holds a number in cache lines of its own, so that writer and reader do not take each other's line away.</summary>
/// <remarks>128 bytes on either side: some processors fetch lines of 64 bytes in pairs, others have lines of 128.</remarks>
[StructLayout(LayoutKind.Explicit, Size = 264)]
internal struct PaddedLong
{
    [FieldOffset(128)]
    public long Value;
}
