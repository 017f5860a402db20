namespace Swictation.Stt.Transform.Numbers;

/// <summary>The grammar of numbers, over numerals.</summary>
internal ref struct SpokenNumberParser(ReadOnlySpan<Numeral> numerals, SpokenNumberForms forms)
{
    private readonly ReadOnlySpan<Numeral> _numerals = numerals;
    private int _position;

    /// <summary>Reads the number that the numerals begin with.</summary>
    /// <param name="number">Receives sort and text; empty before.</param>
    /// <returns>How many numerals it took; 0 where no number begins here.</returns>
    public int Parse(ref SpokenNumber number)
    {
        if (At(NumeralType.Minus))
        {
            if (!Allows(SpokenNumberForms.Negative))
                return 0;
            _position++;
            number.TryAppend('-');
        }

        if (At(NumeralType.Point))
        {
            if (!Allows(SpokenNumberForms.Decimal) || !IsDigitAt(_position + 1))
                return 0;
            number.TryAppend('0');
            number.Kind = SpokenNumberKind.Cardinal;
        }
        else if (!TryReadDecade(ref number) && !TryReadScaled(ref number) && !TryReadConcatenation(ref number))
        {
            return 0;
        }

        if (number.Kind is SpokenNumberKind.Cardinal or SpokenNumberKind.Digits && Allows(SpokenNumberForms.Decimal))
            ReadFraction(ref number);
        return _position;
    }

    private readonly bool Allows(SpokenNumberForms form) => (forms & form) != 0;

    private readonly Numeral Peek(int position) => position < _numerals.Length ? _numerals[position] : new Numeral((NumeralType)(-1), 0);

    private readonly bool At(NumeralType type) => Peek(_position).Type == type;

    /// <summary>Whether a digit is there that stands alone: zero, "oh" with a digit beside it, one to nine; or a number of two digits.</summary>
    private readonly bool IsDigitAt(int position)
    {
        Numeral numeral = Peek(position);
        return !numeral.IsOrdinal && (numeral.BeginsGroup || numeral.Type is NumeralType.Zero or NumeralType.Oh
            || (numeral.Type == NumeralType.Repeat && Peek(position + 1).IsDigit));
    }

    /// <summary>"eighties", "nineteen fifties", "nineteen hundreds", "two thousands".</summary>
    private bool TryReadDecade(ref SpokenNumber number)
    {
        if (!Allows(SpokenNumberForms.Decade))
            return false;
        int start = _position;
        int century = 0;
        if (!At(NumeralType.Decade) && !TryReadGroup(ref _position, out century, out _))
            return false;
        Numeral last = Peek(_position);
        long value = last.Type switch
        {
            NumeralType.Decade when century is 0 or >= 10 => (100 * century) + last.Value,
            NumeralType.DecadeScale when century > 0 => century * Power(last.Value),
            _ => -1,
        };
        if (value < 0)
        {
            _position = start;
            return false;
        }

        _position++;
        number.Kind = SpokenNumberKind.Decade;
        number.TryAppend(value);
        return number.TryAppend('s');
    }

    /// <summary>A number with a hundred, a thousand or more, or an ordinal of one group.</summary>
    private bool TryReadScaled(ref SpokenNumber number)
    {
        int start = _position;
        if (At(NumeralType.Article))
        {
            if (!Peek(_position + 1).IsMultiplier)
                return false;
            _position++;
        }

        long total = 0;
        long current = 0;
        int leastScale = int.MaxValue;
        bool hasMultiplier = false;
        bool isOrdinal = false;
        bool hasCurrent = false;
        bool takesGroup = true;
        while (!isOrdinal && _position < _numerals.Length)
        {
            Numeral numeral = _numerals[_position];
            if (numeral.BeginsGroup && takesGroup)
            {
                int position = _position;
                TryReadGroup(ref position, out int value, out isOrdinal);
                if (!hasMultiplier && !isOrdinal && !Peek(position).IsMultiplier)
                    break;
                (current, hasCurrent, takesGroup, _position) = (current + value, true, false, position);
            }
            else if (numeral.Type == NumeralType.Hundred && (current is > 0 and < 100 || (!hasCurrent && !hasMultiplier)))
            {
                current = 100 * Math.Max(1, current);
                (hasCurrent, hasMultiplier, takesGroup, isOrdinal) = (true, true, true, numeral.IsOrdinal);
                _position++;
            }
            else if (numeral.Type == NumeralType.Scale && numeral.Value < leastScale && (hasCurrent || !hasMultiplier))
            {
                total += Math.Max(1, current) * Power(numeral.Value);
                (current, hasCurrent, leastScale) = (0, false, numeral.Value);
                (hasMultiplier, takesGroup, isOrdinal) = (true, true, numeral.IsOrdinal);
                _position++;
            }
            else if (numeral.Type == NumeralType.And && hasMultiplier && takesGroup && Peek(_position + 1).BeginsGroup)
            {
                _position++;
            }
            else
            {
                break;
            }
        }

        if (!hasMultiplier && !isOrdinal)
        {
            _position = start;
            return false;
        }

        number.Kind = isOrdinal ? SpokenNumberKind.Ordinal : SpokenNumberKind.Cardinal;
        number.TryAppend(total + current);
        return !isOrdinal || number.TryAppend(OrdinalEnding(total + current));
    }

    /// <summary>Digits and pairs in a row.</summary>
    private bool TryReadConcatenation(ref SpokenNumber number)
    {
        int start = number.Length;
        int first = _position;
        if (At(NumeralType.Oh) && (!Allows(SpokenNumberForms.Digits) || !IsDigitAt(_position + 1)))
            return false;
        int elements = 0;
        while (IsDigitAt(_position) && (elements == 0 || MayFollow(first, elements)) && TryAppendElement(ref number))
            elements++;
        if (elements == 0)
            return false;
        int digits = number.Length - start;
        number.Kind = elements == 1 && digits <= 2 && !IsRepeat(first) ? SpokenNumberKind.Cardinal
            : digits == 4 && IsYear(first) ? SpokenNumberKind.Year
            : SpokenNumberKind.Digits;
        return true;
    }

    private readonly bool IsRepeat(int position) => Peek(position).Type == NumeralType.Repeat;

    /// <summary>Whether another element may be added: one that is not multiplied itself, and that the forms allow.</summary>
    private readonly bool MayFollow(int first, int elements)
    {
        int position = _position;
        bool isPair = TryReadGroup(ref position, out int value, out bool isOrdinal) && value >= 10;
        if (isOrdinal || Peek(position).IsMultiplier)
            return false;
        if (Allows(SpokenNumberForms.Digits))
            return true;
        return Allows(SpokenNumberForms.Year) && IsYear(first) && (isPair ? elements == 1 : elements <= 2 && IsOhUnit(first + GroupLength(first)));
    }

    /// <summary>Whether two pairs begin there whose first is a century: "nineteen fifty", "twenty twenty five", "nineteen oh five".</summary>
    private readonly bool IsYear(int position)
    {
        if (!TryReadGroup(ref position, out int century, out bool isOrdinal) || isOrdinal || century < 10)
            return false;
        return IsOhUnit(position) || (TryReadGroup(ref position, out int rest, out isOrdinal) && !isOrdinal && rest >= 10);
    }

    private readonly bool IsOhUnit(int position) =>
        Peek(position).Type is NumeralType.Oh or NumeralType.Zero && Peek(position + 1) is { Type: NumeralType.Unit, IsOrdinal: false };

    private readonly int GroupLength(int position)
    {
        int end = position;
        TryReadGroup(ref end, out _, out _);
        return end - position;
    }

    private bool TryAppendElement(ref SpokenNumber number)
    {
        int length = number.Length;
        int position = _position;
        Numeral numeral = Peek(position);
        bool fits = true;
        if (numeral.Type == NumeralType.Repeat)
        {
            for (int i = 0; i < numeral.Value; i++)
                fits &= number.TryAppend(Peek(position + 1).Value);
            position += 2;
        }
        else if (TryReadGroup(ref position, out int value, out _))
        {
            fits = number.TryAppend(value);
        }
        else
        {
            fits = number.TryAppend('0');
            position++;
        }

        if (fits)
            _position = position;
        else
            number.Truncate(length);
        return fits;
    }

    /// <summary>A number of one or two digits: one to nine, ten to nineteen, "twenty", "twenty one".</summary>
    private readonly bool TryReadGroup(ref int position, out int value, out bool isOrdinal)
    {
        Numeral numeral = Peek(position);
        (value, isOrdinal) = (numeral.Value, numeral.IsOrdinal);
        if (!numeral.BeginsGroup)
            return false;
        position++;
        if (numeral.Type == NumeralType.Tens && !isOrdinal && Peek(position) is { Type: NumeralType.Unit } unit)
        {
            value += unit.Value;
            isOrdinal = unit.IsOrdinal;
            position++;
        }

        return true;
    }

    /// <summary>"point one four", "point five million", and for versions "point one point three".</summary>
    private void ReadFraction(ref SpokenNumber number)
    {
        for (int points = 0; At(NumeralType.Point) && IsDigitAt(_position + 1) && (points == 0 || Allows(SpokenNumberForms.Version)); points++)
        {
            (int position, int length) = (_position, number.Length);
            if (!number.TryAppend('.'))
                return;
            _position++;
            while (IsDigitAt(_position) && MayContinueFraction() && TryAppendElement(ref number))
            {
            }

            if (number.Length == length + 1)
            {
                number.Truncate(length);
                _position = position;
                return;
            }

            number.Kind = points == 0 ? SpokenNumberKind.Decimal : SpokenNumberKind.Version;
        }

        if (number.Kind == SpokenNumberKind.Decimal && Peek(_position) is { Type: NumeralType.Scale, IsOrdinal: false } scale)
            MovePoint(ref number, scale.Value);
    }

    private readonly bool MayContinueFraction()
    {
        int position = _position;
        return !TryReadGroup(ref position, out _, out bool isOrdinal) || (!isOrdinal && Peek(position).Type != NumeralType.Hundred);
    }

    /// <summary>Multiplies by a power of ten: 2.5 million is 2500000.</summary>
    private void MovePoint(ref SpokenNumber number, int power)
    {
        Span<char> written = stackalloc char[SpokenNumber.MaxLength];
        number.Text.CopyTo(written);
        written = written[..number.Length];
        int point = written.IndexOf('.');
        Span<char> fraction = written[(point + 1)..];
        if (point + Math.Max(power, fraction.Length) + 1 > SpokenNumber.MaxLength)
            return;
        bool isZero = written[..point].TrimStart('-').SequenceEqual("0");
        number.Truncate(isZero ? point - 1 : point);
        for (int i = 0; i < power; i++)
            number.TryAppend(i < fraction.Length ? fraction[i] : '0');
        number.Kind = SpokenNumberKind.Cardinal;
        if (fraction.Length > power)
        {
            number.TryAppend('.');
            number.TryAppend(fraction[power..]);
            number.Kind = SpokenNumberKind.Decimal;
        }

        _position++;
    }

    private static long Power(int exponent)
    {
        long value = 1;
        for (int i = 0; i < exponent; i++)
            value *= 10;
        return value;
    }

    private static ReadOnlySpan<char> OrdinalEnding(long value) => (value % 100) is >= 11 and <= 13 ? "th" : (value % 10) switch
    {
        1 => "st",
        2 => "nd",
        3 => "rd",
        _ => "th",
    };
}
