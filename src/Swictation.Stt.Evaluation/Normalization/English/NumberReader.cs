using System.Globalization;
using System.Numerics;

namespace Swictation.Stt.Evaluation;

/// <summary>Reads spelled-out numbers, word by word, into digits. For one text.</summary>
internal sealed class NumberReader(IReadOnlyList<string> words)
{
    private readonly List<string> _output = new(words.Count);
    private string? _prefix;
    private NumberValue? _value;

    /// <summary>Gets the words with their numbers in digits.</summary>
    public List<string> Read()
    {
        for (int i = 0; i < words.Count; i++)
        {
            bool skip = Read(i > 0 ? words[i - 1] : null, words[i], i + 1 < words.Count ? words[i + 1] : null);
            if (skip)
                i++;
        }

        Flush();
        return _output;
    }

    /// <returns>Whether the next word was read with this one.</returns>
    private bool Read(string? previous, string word, string? next)
    {
        bool isNextNumber = next is not null && NumberValue.IsNumber(next);
        bool canNextBeNumber = isNextNumber || (next is not null && NumberWords.Contains(next));
        bool hasPrefix = NumberWords.Prefixes.Contains(word[0]);
        string unprefixed = hasPrefix ? word[1..] : word;
        if (NumberValue.IsNumber(unprefixed))
            ReadDigits(word, unprefixed, hasPrefix);
        else if (NumberWords.Zeros.Contains(word))
            AppendDigits("0");
        else if (NumberWords.Ones.TryGetValue(word, out int ones))
            _value = AddOnes(ones, previous);
        else if (NumberWords.SuffixedOnes.TryGetValue(word, out (int Value, string Suffix) suffixedOnes))
            Emit(AddOnes(suffixedOnes.Value, previous) + suffixedOnes.Suffix);
        else if (NumberWords.Tens.TryGetValue(word, out int tens))
            _value = AddTens(tens);
        else if (NumberWords.SuffixedTens.TryGetValue(word, out (int Value, string Suffix) suffixedTens))
            Emit(AddTens(suffixedTens.Value) + suffixedTens.Suffix);
        else if (NumberWords.Multipliers.TryGetValue(word, out BigInteger multiplier))
            Multiply(multiplier);
        else if (NumberWords.SuffixedMultipliers.TryGetValue(word, out (BigInteger Value, string Suffix) suffixedMultiplier))
            EmitMultiplied(suffixedMultiplier.Value, suffixedMultiplier.Suffix);
        else if (NumberWords.Signs.TryGetValue(word, out string? sign))
            ReadSign(word, sign, canNextBeNumber);
        else if (NumberWords.Currencies.TryGetValue(word, out string? currency))
            ReadCurrency(word, currency);
        else if (word is "per" or "percent")
            return ReadPercent(word, next);
        else if (word is "and" or "double" or "triple" or "point" && canNextBeNumber)
            return ReadSpecial(previous, word, next!, isNextNumber);
        else
            EmitAfterNumber(word);
        return false;
    }

    private void ReadDigits(string word, string unprefixed, bool hasPrefix)
    {
        if (_value is { EndsInPoint: true } value)
        {
            _value = value.Append(word); // decimals, or the parts of an address
            return;
        }

        Flush();
        if (hasPrefix)
            _prefix = word[..1];
        _value = NumberValue.Parse(unprefixed);
    }

    private NumberValue AddOnes(int ones, string? previous)
    {
        string digits = ones.ToString(CultureInfo.InvariantCulture);
        if (_value is not { } value)
            return (BigInteger)ones;
        if (!value.IsWhole || (previous is not null && NumberWords.Ones.ContainsKey(previous)))
            return previous is not null && NumberWords.Tens.ContainsKey(previous) && ones < 10 ? value.ReplaceLast(digits) : value.Append(digits);
        return (value.Whole % (ones < 10 ? 10 : 100)).IsZero ? value.Whole + ones : value.Append(digits);
    }

    private NumberValue AddTens(int tens)
    {
        if (_value is not { } value)
            return (BigInteger)tens;
        return value.IsWhole && (value.Whole % 100).IsZero ? value.Whole + tens : value.Append(tens.ToString(CultureInfo.InvariantCulture));
    }

    private void Multiply(BigInteger multiplier)
    {
        if (_value is not { } value)
        {
            _value = multiplier;
        }
        else if (value.IsWhole)
        {
            _value = Multiply(value.Whole, multiplier);
        }
        else if (NumberValue.TryMultiply(value.ToString(), multiplier, out BigInteger product))
        {
            _value = product;
        }
        else
        {
            Flush();
            _value = multiplier;
        }
    }

    private void EmitMultiplied(BigInteger multiplier, string suffix)
    {
        if (_value is { IsWhole: false } value)
        {
            if (NumberValue.TryMultiply(value.ToString(), multiplier, out BigInteger product))
            {
                Emit(product.ToString(CultureInfo.InvariantCulture) + suffix);
                return;
            }

            Flush();
        }

        BigInteger result = _value is { } whole ? Multiply(whole.Whole, multiplier) : multiplier;
        Emit(result.ToString(CultureInfo.InvariantCulture) + suffix);
    }

    /// <summary>Multiplies what stands below a thousand: in "two thousand five hundred" only the five.</summary>
    private static BigInteger Multiply(BigInteger value, BigInteger multiplier)
    {
        BigInteger residual = value % 1000;
        return value - residual + residual * multiplier;
    }

    private void ReadSign(string word, string sign, bool canNextBeNumber)
    {
        Flush();
        if (canNextBeNumber)
            _prefix = sign;
        else
            Emit(word);
    }

    private void ReadCurrency(string word, string symbol)
    {
        if (_value is null)
        {
            Emit(word);
            return;
        }

        _prefix = symbol;
        Flush();
    }

    private bool ReadPercent(string word, string? next)
    {
        bool isPercent = word == "percent" || next == "cent";
        if (_value is { } value && isPercent)
        {
            Emit(value + "%");
            return word == "per";
        }

        EmitAfterNumber(word);
        return false;
    }

    private bool ReadSpecial(string? previous, string word, string next, bool isNextNumber)
    {
        switch (word)
        {
            case "and":
                if (previous is null || !NumberWords.Multipliers.ContainsKey(previous)) // else it belongs to the number: one hundred and one
                    EmitAfterNumber(word);
                return false;
            case "point":
                if (isNextNumber || NumberWords.IsDecimal(next)) // else it is dropped, as in the reference
                    AppendDigits(".");
                return false;
            default:
                bool isDigit = NumberWords.Ones.TryGetValue(next, out int ones) || NumberWords.Zeros.Contains(next);
                if (isDigit)
                    AppendDigits(string.Concat(Enumerable.Repeat(ones.ToString(CultureInfo.InvariantCulture), word == "double" ? 2 : 3)));
                else
                    EmitAfterNumber(word);
                return isDigit;
        }
    }

    /// <summary>Appends digits to the number; a whole zero counts as none, as in the reference.</summary>
    private void AppendDigits(string digits) =>
        _value = _value is { } value && !(value.IsWhole && value.Whole.IsZero) ? value.Append(digits) : NumberValue.FromDigits(digits);

    private void EmitAfterNumber(string word)
    {
        Flush();
        Emit(word);
    }

    private void Flush()
    {
        if (_value is { } value)
            Emit(value.ToString());
    }

    /// <summary>Outputs a word, with the sign or symbol that waits for one, and ends the number.</summary>
    private void Emit(string word)
    {
        _output.Add(_prefix + word);
        (_prefix, _value) = (null, null);
    }
}
