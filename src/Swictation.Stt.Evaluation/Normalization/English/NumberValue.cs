using System.Globalization;
using System.Numerics;
using System.Text;

namespace Swictation.Stt.Evaluation;

/// <summary>
/// Represents a number that is being read: whole, to which words are added up, or a row of digits (with a point, perhaps), to which
/// they are appended.
/// </summary>
internal readonly record struct NumberValue
{
    /// <summary>Longer numbers are left as rows of digits: arithmetic on them takes too long. Python refuses to read them.</summary>
    private const int MaxDigits = 4300;

    private readonly string? _digits;

    private NumberValue(BigInteger whole, string? digits)
    {
        Whole = whole;
        _digits = digits;
    }

    /// <summary>Gets the value, where <see cref="IsWhole"/>.</summary>
    public BigInteger Whole { get; }

    public bool IsWhole => _digits is null;

    public static implicit operator NumberValue(BigInteger whole) => new(whole, null);

    public static NumberValue FromDigits(string digits) => new(default, digits);

    /// <summary>Whether a word is a number in digits of any script, with or without decimals.</summary>
    public static bool IsNumber(string word)
    {
        int start = 0;
        for (int part = 0; part < 2; part++)
        {
            int end = start;
            while (CharacterClass.TryGetAt(word, end, out Rune rune) && Rune.IsDigit(rune))
                end += rune.Utf16SequenceLength;
            if (end == start)
                return false;
            if (end == word.Length)
                return true;
            if (word[end] != '.')
                return false;
            start = end + 1;
        }

        return false;
    }

    /// <summary>Reads what <see cref="IsNumber"/> accepts: whole where its decimals are zeros.</summary>
    public static NumberValue Parse(string number) => TryMultiply(number, BigInteger.One, out BigInteger whole) ? whole : FromDigits(number);

    /// <summary>Multiplies a row of digits, which may have a point, where the product is whole.</summary>
    public static bool TryMultiply(string digits, BigInteger multiplier, out BigInteger product)
    {
        product = default;
        if (digits.Length > MaxDigits)
            return false;
        var significant = new StringBuilder(digits.Length);
        int decimals = -1;
        foreach (Rune rune in digits.EnumerateRunes())
        {
            int digit = Rune.IsDigit(rune) ? (int)Rune.GetNumericValue(rune) : -1;
            if (digit < 0 && (rune.Value != '.' || decimals >= 0))
                return false;
            if (digit >= 0)
                significant.Append((char)('0' + digit));
            decimals = digit < 0 ? 0 : decimals < 0 ? -1 : decimals + 1;
        }

        if (significant.Length == 0)
            return false;
        BigInteger numerator = BigInteger.Parse(significant.ToString(), NumberStyles.None, CultureInfo.InvariantCulture) * multiplier;
        product = BigInteger.DivRem(numerator, BigInteger.Pow(10, Math.Max(0, decimals)), out BigInteger remainder);
        return remainder.IsZero;
    }

    /// <summary>Whether this is a row of digits that ends in a point.</summary>
    public bool EndsInPoint => _digits is not null && _digits.EndsWith('.');

    /// <summary>Writes something after the digits.</summary>
    public NumberValue Append(string digits) => FromDigits(ToString() + digits);

    /// <summary>Replaces the last digit, a zero.</summary>
    public NumberValue ReplaceLast(string digit) => FromDigits(_digits![..^1] + digit);

    public override string ToString() => _digits ?? Whole.ToString(CultureInfo.InvariantCulture);
}
