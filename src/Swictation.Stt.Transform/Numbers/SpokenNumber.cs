using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Swictation.Stt.Transform.Numbers;

/// <summary>A number that was read off words: what sort, how many words it took, and how it is written. Holds its digits itself; nothing is allocated.</summary>
internal struct SpokenNumber
{
    /// <summary>The most characters a number takes; longer strings of digits are read as several numbers.</summary>
    public const int MaxLength = 40;

    private Characters _characters;

    /// <summary>Gets or sets the sort of number.</summary>
    public SpokenNumberKind Kind { readonly get; internal set; }

    /// <summary>Gets or sets how many words it took, counted as they were given: "forty-two" is one.</summary>
    public int WordCount { readonly get; internal set; }

    /// <summary>Gets how many characters it is written with.</summary>
    public int Length { readonly get; private set; }

    /// <summary>Gets how it is written: "-7", "3.14", "1950s", "21st", "07", "2.1.3".</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<char> Text => ((ReadOnlySpan<char>)_characters)[..Length];

    /// <summary>Gets the value of a whole number, of digits, a year, a decade or an ordinal.</summary>
    /// <returns>Whether it is whole and fits.</returns>
    public readonly bool TryGetInteger(out long value) => long.TryParse(Figures, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    /// <summary>Gets the value.</summary>
    /// <returns>Whether it is one number, and fits: a version is none.</returns>
    public readonly bool TryGetValue(out decimal value) =>
        decimal.TryParse(Figures, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out value);

    internal bool TryAppend(char value)
    {
        if (Length == MaxLength)
            return false;
        _characters[Length++] = value;
        return true;
    }

    internal bool TryAppend(ReadOnlySpan<char> value)
    {
        if (Length + value.Length > MaxLength)
            return false;
        value.CopyTo(((Span<char>)_characters)[Length..]);
        Length += value.Length;
        return true;
    }

    internal bool TryAppend(long value)
    {
        if (!value.TryFormat(((Span<char>)_characters)[Length..], out int written, default, CultureInfo.InvariantCulture))
            return false;
        Length += written;
        return true;
    }

    /// <summary>Takes back what was written last.</summary>
    internal void Truncate(int length) => Length = length;

    /// <summary>The text without the ending of an ordinal or a decade.</summary>
    [UnscopedRef]
    private readonly ReadOnlySpan<char> Figures => Kind switch
    {
        SpokenNumberKind.Ordinal => Text[..^2],
        SpokenNumberKind.Decade => Text[..^1],
        _ => Text,
    };

    [InlineArray(MaxLength)]
    private struct Characters
    {
        private char _first;
    }
}
