namespace Swictation.Stt.Transform.Normalization.English;

/// <summary>
/// Money, percentages and measures: "twenty five dollars and fifty cents" → "$25.50", "five percent" → "5%", "five kilometers per hour" → "5 km/h", and ranges of
/// them: "five to ten percent" → "5–10%".
/// </summary>
/// <remarks>
/// "Pounds" are money unless "of" or "per" follows, which makes a weight of them. "One foot", "one mile" and their like stay words. Hours, minutes and days are no
/// measures, except behind "per".
/// </remarks>
internal static class QuantityRule
{
    /// <summary>Writes the quantity that begins with a word.</summary>
    /// <returns>How many words it took; 0 where none begins there.</returns>
    public static int TryWrite(in Utterance words, int first, ref OutputBuffer output, out NormalizationKind kind)
    {
        kind = NormalizationKind.None;
        if (words.FollowsNumber(first) || !words.TryReadAmount(first, out Amount amount))
            return 0; // in "one fifty five dollars" the number is another
        int position = first + amount.WordCount;
        Amount most = default;
        WordRoles connector = words.Connector(first, position);
        if (connector != WordRoles.None && words.TryReadAmount(position + 1, out most) && most.Number.Text[0] != '-')
            position += 1 + most.WordCount;
        else
            connector = WordRoles.None;
        var range = new AmountRange(amount, most, connector);
        if (!words.IsJoined(position))
            return 0;
        position = words.Is(position, WordRoles.Percent) ? WritePercent(words, position, range, ref output, out kind)
            : words[position].Equals("per", StringComparison.OrdinalIgnoreCase) && words.Continues(position + 1, "cent") ? WritePercent(words, position + 1, range, ref output, out kind)
            : words.Is(position, WordRoles.Currency) && !IsWeight(words, position) ? WriteMoney(words, position, range, ref output, out kind)
            : words.Is(position, WordRoles.Cent) ? WriteCents(words, position, range, ref output, out kind)
            : WriteMeasure(words, position, range, ref output, out kind);
        return position == 0 ? 0 : position - first;
    }

    private static int WritePercent(in Utterance words, int position, AmountRange range, ref OutputBuffer output, out NormalizationKind kind)
    {
        kind = NormalizationKind.Percentage;
        if (words.Continues(position + 1, "sign") || words.Continues(position + 1, "symbol"))
            return 0; // a spoken sign, which is another's to write
        range.Write(ref output);
        output.Append('%');
        return position + 1;
    }

    private static bool IsWeight(in Utterance words, int position) =>
        words.Lexeme(position).Symbol is "£" && words.Continues(position + 1, WordRoles.Of | WordRoles.Per);

    private static int WriteMoney(in Utterance words, int position, AmountRange range, ref OutputBuffer output, out NormalizationKind kind)
    {
        kind = NormalizationKind.Money;
        if (words.Continues(position + 1, "sign") || words.Continues(position + 1, "symbol"))
            return 0;
        Amount amount = range.Least;
        if (amount.Number.Text[0] == '-')
            output.Append('-');
        output.Append(words.Lexeme(position).Symbol);
        int start = output.Length;
        range.WriteWithoutSign(ref output);
        position++;
        bool isWhole = !range.IsRange && amount.Scale.Length == 0 && amount.Fraction.Length == 0 && !amount.Number.Text.Contains('.');
        int centsAt = words.Continues(position, WordRoles.And) ? position + 1 : position;
        if (isWhole && words.IsJoined(centsAt) && words.TryReadWhole(centsAt, 1, 99, out int cents, out int count)
            && words.Continues(centsAt + count, WordRoles.Cent))
        {
            output.Append('.');
            output.Append(cents, digits: 2);
            return centsAt + count + 1;
        }

        // "twenty point five dollars" and "two and a half dollars" have two places, as money has.
        ReadOnlySpan<char> written = output.IsTooSmall ? default : output.Written[start..];
        if (!range.IsRange && amount.Scale.Length == 0 && written.IndexOf('.') == written.Length - 2 && written.Length > 2)
            output.Append('0');
        return position;
    }

    private static int WriteCents(in Utterance words, int position, AmountRange range, ref OutputBuffer output, out NormalizationKind kind)
    {
        kind = NormalizationKind.Money;
        if (range.Least.Scale.Length > 0 || range.Least.IsOne)
            return 0; // "one cent" is a figure of speech
        range.Write(ref output);
        output.Append(words.Lexeme(position).Symbol);
        return position + 1;
    }

    private static int WriteMeasure(in Utterance words, int position, AmountRange range, ref OutputBuffer output, out NormalizationKind kind)
    {
        kind = NormalizationKind.Measure;
        int start = output.Length;
        bool isSmallFigure = range.Least.IsOne && !range.IsRange && words.Is(position, WordRoles.Unit) && words.Lexeme(position).Value == 1;
        range.Write(ref output);
        if (words.Continues(position, "degrees") || words.Continues(position, "degree"))
        {
            string scale = words.Continues(position + 1, "celsius") || words.Continues(position + 1, "centigrade") ? " °C" : words.Continues(position + 1, "fahrenheit") ? " °F" : string.Empty;
            output.Append(scale);
            return scale.Length > 0 ? position + 2 : Fail(ref output, start);
        }

        output.Append(' ');
        int unitStart = output.Length;
        position = WriteUnit(words, position, isDenominator: false, ref output);
        if (position == 0 || isSmallFigure)
            return Fail(ref output, start);
        if (!words.Continues(position, WordRoles.Per))
            return IsHeight(words, position) ? Fail(ref output, start) : position;

        // The rates that have a name of their own.
        bool isPerHour = words.Continues(position + 1, "hour");
        if (!output.IsTooSmall && output.Written[unitStart..] is "mi" && (isPerHour || words.Continues(position + 1, "gallon")))
        {
            output.Truncate(unitStart);
            output.Append(isPerHour ? "mph" : "mpg");
            return position + 2;
        }

        int unitEnd = output.Length;
        output.Append('/');
        int end = words.IsJoined(position + 1) ? WriteUnit(words, position + 1, isDenominator: true, ref output) : 0;
        if (end > 0)
            return end;
        output.Truncate(unitEnd);
        return position;
    }

    /// <returns>Where the unit ends; 0 where there is none.</returns>
    private static int WriteUnit(in Utterance words, int position, bool isDenominator, ref OutputBuffer output)
    {
        string power = words.Is(position, WordRoles.Power) ? words.Lexeme(position).Symbol : string.Empty;
        int unitAt = power.Length > 0 ? position + 1 : position;
        bool isPound = words.Is(unitAt, WordRoles.Currency) && IsWeight(words, unitAt);
        if ((power.Length > 0 && !words.IsJoined(unitAt)) || !(isPound || words.Is(unitAt, isDenominator ? WordRoles.Unit | WordRoles.Rate : WordRoles.Unit)))
            return 0;
        output.Append(isPound ? "lb" : words.Lexeme(unitAt).Symbol);
        output.Append(power);
        bool isEnergy = words.Continues(unitAt + 1, "hours") && words.Lexeme(unitAt).Symbol.EndsWith('W');
        output.Append(isEnergy ? "h" : string.Empty);
        return unitAt + (isEnergy ? 2 : 1);
    }

    /// <summary>Whether a number of inches follows that is not called so: "five foot six".</summary>
    private static bool IsHeight(in Utterance words, int position) =>
        words[position - 1] is "foot" or "feet" or "Foot" or "Feet" && words.ContinuesNumber(position) && words.TryReadAmount(position, out Amount inches)
        && !words.IsCounted(position + inches.WordCount);

    private static int Fail(ref OutputBuffer output, int length)
    {
        output.Truncate(length);
        return 0;
    }
}
