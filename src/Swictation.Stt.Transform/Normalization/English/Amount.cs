using Swictation.Stt.Transform.Numbers;

namespace Swictation.Stt.Transform.Normalization.English;

/// <summary>A number as it stands in front of a unit, with the scale that is written as a word: "2.5 million".</summary>
internal struct Amount
{
    /// <summary>The number, without <see cref="Scale"/>.</summary>
    public SpokenNumber Number;

    /// <summary>"million" or above, or empty.</summary>
    public string Scale;

    /// <summary>A fraction that was added: ".5", or empty.</summary>
    public string Fraction;

    /// <summary>How many words it took.</summary>
    public int WordCount;

    /// <summary>Gets whether it is one of 0 to 9, which are written as words where nothing else makes them a number.</summary>
    public readonly bool IsSmall => Scale.Length == 0 && Fraction.Length == 0 && Number.Kind == SpokenNumberKind.Cardinal && Number.Length == 1;

    /// <summary>Gets whether it is exactly one.</summary>
    public readonly bool IsOne => IsSmall && Number.Text is "1";

    /// <summary>Writes it: whole numbers of five digits and more in groups of three.</summary>
    public readonly void Write(ref OutputBuffer output)
    {
        if (Number.Text[0] == '-')
            output.Append('-');
        WriteMagnitude(ref output);
    }

    /// <summary>Writes it without a minus.</summary>
    public readonly void WriteMagnitude(ref OutputBuffer output)
    {
        ReadOnlySpan<char> text = Number.Text;
        if (text[0] == '-')
            text = text[1..];

        int point = text.IndexOf('.');
        ReadOnlySpan<char> whole = point < 0 ? text : text[..point];
        bool isGrouped = whole.Length > 4 && Number.Kind is SpokenNumberKind.Cardinal or SpokenNumberKind.Decimal;
        for (int i = 0; i < whole.Length; i++)
        {
            if (isGrouped && i > 0 && (whole.Length - i) % 3 == 0)
                output.Append(',');
            output.Append(whole[i]);
        }

        output.Append(point < 0 ? Fraction : text[point..]);
        if (Scale.Length > 0)
        {
            output.Append(' ');
            output.Append(Scale);
        }
    }
}
