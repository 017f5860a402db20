using System.Runtime.InteropServices;

namespace Swictation.Stt.Models;

/// <summary>Gives a file another name on the same disk.</summary>
internal static partial class HardLink
{
    /// <summary>Makes a link; false where the disk cannot, as with a file of another disk.</summary>
    /// <param name="existing">The file itself, not a symbolic link to it.</param>
    /// <param name="name">The further name.</param>
    public static bool TryCreate(string existing, string name) =>
        OperatingSystem.IsWindows() ? CreateWindows(name, existing, 0) : CreateUnix(existing, name) == 0;

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int CreateUnix(string existing, string name);

    [LibraryImport("kernel32", EntryPoint = "CreateHardLinkW", StringMarshalling = StringMarshalling.Utf16)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool CreateWindows(string name, string existing, nint security);
}
