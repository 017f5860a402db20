using System.Runtime.InteropServices;
using System.Text;

namespace Swictation.Stt.Onnx;

/// <summary>Moves text across the C boundary: always UTF-8, always terminated by a zero byte.</summary>
internal static unsafe class Utf8
{
    public static string Read(byte* text) => Marshal.PtrToStringUTF8((nint)text) ?? string.Empty;

    /// <summary>Gets a zero-terminated copy for a call that does not keep the pointer.</summary>
    public static byte[] Terminated(string text)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(text) + 1];
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }

    /// <summary>Gets a path in the encoding of ORTCHAR_T: UTF-16 on Windows, UTF-8 elsewhere.</summary>
    public static byte[] Path(string path) =>
        OperatingSystem.IsWindows() ? Encoding.Unicode.GetBytes(path + '\0') : Terminated(path);
}
