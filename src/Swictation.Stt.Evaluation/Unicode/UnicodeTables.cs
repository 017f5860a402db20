using System.Globalization;

namespace Swictation.Stt.Evaluation;

/// <summary>Holds the part of the Unicode character database that normalisation takes. Immutable; read once, from a resource.</summary>
/// <remarks>
/// <see cref="string.Normalize()"/> leaves text as it is where an application runs without ICU (<c>InvariantGlobalization</c>), and elsewhere
/// follows the version of ICU that is installed. Error rates must depend on neither.
/// </remarks>
internal sealed class UnicodeTables
{
    private readonly Dictionary<int, int[]> _decompositions = [];
    private readonly Dictionary<long, int> _compositions = [];
    private readonly Dictionary<int, byte> _combiningClasses = [];

    private UnicodeTables()
    {
        using Stream resource = typeof(UnicodeTables).Assembly.GetManifestResourceStream("normalization.txt")!;
        using var reader = new StreamReader(resource);
        while (reader.ReadLine() is { } line)
        {
            string[] parts = line.Split(' ');
            Action<string, string>? add = parts[0] switch { "D" => AddDecomposition, "C" => AddComposition, "K" => AddCombiningClass, _ => null };
            if (add is null)
                continue; // a comment
            foreach (string entry in parts.AsSpan(1))
            {
                int equals = entry.IndexOf('=', StringComparison.Ordinal);
                add(entry[..equals], entry[(equals + 1)..]);
            }
        }
    }

    public static UnicodeTables Instance { get; } = new();

    /// <summary>Gets the full compatibility decomposition of a character that has one.</summary>
    public bool TryDecompose(int code, out int[] decomposition) => _decompositions.TryGetValue(code, out decomposition!);

    /// <summary>Gets the character that two compose to, if they do.</summary>
    public bool TryCompose(int first, int second, out int composed) => _compositions.TryGetValue(Pair(first, second), out composed);

    /// <summary>Gets the canonical combining class: 0 of everything that does not combine.</summary>
    public byte GetCombiningClass(int code) => code < 0x300 ? (byte)0 : _combiningClasses.GetValueOrDefault(code);

    private static long Pair(int first, int second) => ((long)first << 32) | (uint)second;

    private static int Code(string hexadecimal) => int.Parse(hexadecimal, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private void AddDecomposition(string code, string mapping) => _decompositions.Add(Code(code), [.. mapping.Split('+').Select(Code)]);

    private void AddComposition(string pair, string composed)
    {
        string[] parts = pair.Split('+');
        _compositions.Add(Pair(Code(parts[0]), Code(parts[1])), Code(composed));
    }

    private void AddCombiningClass(string range, string value)
    {
        string[] ends = range.Split('-');
        for (int code = Code(ends[0]); code <= Code(ends[1]); code++)
            _combiningClasses.Add(code, byte.Parse(value, CultureInfo.InvariantCulture));
    }
}
