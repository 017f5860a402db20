using System.Globalization;

namespace Swictation.Stt.Models;

/// <summary>Writes sizes for people.</summary>
public static class ByteSize
{
    /// <summary>Writes a size in decimal units, as shops and file managers do: <c>94 kB</c>, <c>670 MB</c>, <c>2.6 GB</c>.</summary>
    /// <param name="bytes">The size, not negative.</param>
    /// <returns>The text.</returns>
    public static string Format(long bytes) => bytes switch
    {
        < 1000 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 999_500 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0} kB"),
        < 999_500_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.0} GB"),
    };
}
