using System.Buffers;

namespace Swictation.Stt.Models;

/// <summary>Tells which names from outside may become files below a folder, on every system.</summary>
internal static class SafePath
{
    private const int MaxLength = 400;

    private static readonly SearchValues<char> Reserved = SearchValues.Create("<>:\"|?*\\");

    /// <summary>Tells whether a path with <c>/</c> between its names stays below its folder: relative, no <c>..</c>, nothing that a system takes for something else.</summary>
    public static bool IsRelative(string path) => path.Length is > 0 and <= MaxLength && path.Split('/').All(IsName);

    /// <summary>Gets the full path of a safe relative one.</summary>
    public static string Below(string folder, string path) => Path.Combine([folder, .. path.Split('/')]);

    private static bool IsName(string name) =>
        name.Length > 0 && name[0] != ' ' && name[^1] is not ('.' or ' ') // "." and ".." end with a dot; Windows drops dots and spaces at the end
        && !name.AsSpan().ContainsAny(Reserved) && !name.Any(char.IsControl)
        && !IsDevice(name.AsSpan());

    /// <summary>Tells the names of Windows's devices, which mean the same with any extension.</summary>
    private static bool IsDevice(ReadOnlySpan<char> name)
    {
        int dot = name.IndexOf('.');
        ReadOnlySpan<char> stem = (dot < 0 ? name : name[..dot]).TrimEnd(' ');
        return stem.Length switch
        {
            3 => Is(stem, "con") || Is(stem, "prn") || Is(stem, "aux") || Is(stem, "nul"),
            4 => stem[3] is >= '1' and <= '9' && (Is(stem[..3], "com") || Is(stem[..3], "lpt")),
            _ => false,
        };

        static bool Is(ReadOnlySpan<char> text, string device) => text.Equals(device, StringComparison.OrdinalIgnoreCase);
    }
}
