using System.Text;

namespace Swictation.Stt.Transform.Corrections;

/// <summary>Lines of text files, and fields with escapes: \t, \n, \r, \\ and \#.</summary>
internal static class TsvText
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Splits a file into lines; a line that is not UTF-8 is null.</summary>
    public static IReadOnlyList<string?> ReadLines(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new CorrectionFileException($"{path} cannot be read: {exception.Message}", path, exception);
        }

        ReadOnlySpan<byte> rest = bytes;
        if (rest.StartsWith("\uFEFF"u8))
            rest = rest[3..];
        var lines = new List<string?>();
        while (!rest.IsEmpty)
        {
            int length = rest.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = length < 0 ? rest : rest[..length];
            rest = length < 0 ? default : rest[(length + 1)..];
            lines.Add(Decode(line.EndsWith("\r"u8) ? line[..^1] : line));
        }

        return lines;
    }

    /// <summary>Undoes the escapes of a field.</summary>
    /// <returns>Null where there is an escape that is none.</returns>
    public static string? Unescape(string field)
    {
        if (!field.Contains('\\', StringComparison.Ordinal))
            return field;
        var text = new StringBuilder(field.Length);
        for (int i = 0; i < field.Length; i++)
        {
            if (field[i] != '\\')
            {
                text.Append(field[i]);
                continue;
            }

            i++;
            switch (i < field.Length ? field[i] : '\0')
            {
                case 't': text.Append('\t'); break;
                case 'n': text.Append('\n'); break;
                case 'r': text.Append('\r'); break;
                case '\\': text.Append('\\'); break;
                case '#': text.Append('#'); break;
                default: return null;
            }
        }

        return text.ToString();
    }

    /// <summary>Writes a field so that <see cref="Unescape"/> gives it back, also where it is the first of its line.</summary>
    public static string Escape(string text)
    {
        string escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal);
        return escaped.StartsWith('#') ? "\\" + escaped : escaped;
    }

    private static string? Decode(ReadOnlySpan<byte> line)
    {
        try
        {
            return StrictUtf8.GetString(line);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
