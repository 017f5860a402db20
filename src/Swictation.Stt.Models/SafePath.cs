using System.Buffers;
using System.Collections.Frozen;

namespace Swictation.Stt.Models;

/// <summary>Tells which names from outside may become files below a folder, on every system.</summary>
internal static class SafePath
{
    private const int MaxLength = 400;

    private static readonly SearchValues<char> Reserved = SearchValues.Create("<>:\"|?*\\");

    private static readonly FrozenSet<string> Devices = new[] { "con", "prn", "aux", "nul" }
        .Concat(Enumerable.Range(1, 9).SelectMany(static number => new[] { $"com{number}", $"lpt{number}" }))
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Tells whether a path with <c>/</c> between its names stays below its folder: relative, no <c>..</c>, nothing that a system takes for something else.</summary>
    public static bool IsRelative(string path) => path.Length is > 0 and <= MaxLength && path.Split('/').All(IsName);

    /// <summary>Gets the full path of a safe relative one.</summary>
    public static string Below(string folder, string path) => Path.Combine([folder, .. path.Split('/')]);

    private static bool IsName(string name) =>
        name.Length > 0 && name[0] != ' ' && name[^1] is not ('.' or ' ') // "." and ".." end with a dot; Windows drops dots and spaces at the end
        && !name.AsSpan().ContainsAny(Reserved) && !name.Any(char.IsControl)
        && !Devices.Contains(name.Split('.')[0].TrimEnd());
}
