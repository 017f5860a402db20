using Swictation.Stt.Transform.Numbers;
using Swictation.Stt.Transform.Words;

namespace Swictation.Stt.Transform.Normalization.English;

/// <summary>The words of an utterance with what each can do, and the readers that the rules share.</summary>
internal readonly ref struct Utterance
{
    private static readonly string[] Scales = ["million", "billion", "trillion"];

    private readonly ReadOnlySpan<Lexeme> _lexemes;

    /// <summary>Initializes a new instance.</summary>
    /// <param name="text">The text.</param>
    /// <param name="words">Its words.</param>
    /// <param name="lexemes">What each can do.</param>
    public Utterance(ReadOnlySpan<char> text, ReadOnlySpan<SpokenWord> words, ReadOnlySpan<Lexeme> lexemes)
    {
        Text = text;
        Words = words;
        _lexemes = lexemes;
    }

    public ReadOnlySpan<char> Text { get; }

    public ReadOnlySpan<SpokenWord> Words { get; }

    /// <summary>Gets the letters of a word; nothing behind the last.</summary>
    public ReadOnlySpan<char> this[int index] => index < Words.Length ? Words[index].CoreOf(Text) : default;

    /// <summary>Tells whether there is a word with a role.</summary>
    public bool Is(int index, WordRoles role) => (uint)index < (uint)_lexemes.Length && _lexemes[index].Is(role);

    /// <summary>Tells whether a word has a role and no mark separates it from the word in front.</summary>
    public bool Continues(int index, WordRoles role) => Is(index, role) && IsJoined(index);

    /// <summary>Tells whether a word is one, and no mark separates it from the word in front.</summary>
    public bool Continues(int index, string word) => IsJoined(index) && this[index].Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Tells whether a word is there and no mark separates it from the word in front.</summary>
    public bool IsJoined(int index) => index > 0 && index < Words.Length && !Words[index].HasMarksBefore && !Words[index - 1].HasMarksAfter;

    /// <summary>Tells whether the word in front has a role, without a mark in between.</summary>
    public bool Follows(int index, WordRoles role) => index > 0 && IsJoined(index) && Is(index - 1, role);

    public Lexeme Lexeme(int index) => _lexemes[index];

    /// <summary>Reads a number without regard to what stands around it.</summary>
    /// <param name="first">Its first word.</param>
    /// <param name="forms">The forms to take.</param>
    /// <param name="number">The number.</param>
    public bool TryRead(int first, SpokenNumberForms forms, out SpokenNumber number) => SpokenNumberReader.TryRead(Text, Words, first, forms, out number);

    /// <summary>Reads a whole number in a range.</summary>
    public bool TryReadWhole(int first, int least, int most, out int value, out int wordCount)
    {
        (value, wordCount) = (0, 0);
        if (!Is(first, WordRoles.Number) || Is(first, WordRoles.Article) || !TryRead(first, SpokenNumberForms.Cardinal, out SpokenNumber number)
            || number.Kind != SpokenNumberKind.Cardinal || !number.TryGetInteger(out long whole) || whole < least || whole > most)
        {
            return false;
        }

        (value, wordCount) = ((int)whole, number.WordCount);
        return true;
    }

    /// <summary>Reads a number that something may be counted with: "twenty five", "a hundred", "two point five million", "three and a half".</summary>
    public bool TryReadAmount(int first, out Amount amount)
    {
        amount = new Amount { Scale = string.Empty, Fraction = string.Empty };
        const SpokenNumberForms Forms = SpokenNumberForms.Decimal | SpokenNumberForms.Negative | SpokenNumberForms.Written;
        if (first >= Words.Length || !(Is(first, WordRoles.Number) || char.IsAsciiDigit(this[first][0])) || !TryRead(first, Forms, out amount.Number)
            || amount.Number.Kind == SpokenNumberKind.Digits)
        {
            return false;
        }

        amount.WordCount = amount.Number.WordCount;
        int last = first + amount.WordCount - 1;
        string? scale = ScaleOf(last);
        if (scale is not null && amount.WordCount == 1)
            return false; // "million" alone
        if (scale is not null && SpokenNumberReader.TryRead(Text, Words[..last], first, Forms, out SpokenNumber mantissa) && mantissa.WordCount == amount.WordCount - 1)
        {
            (amount.Number, amount.Scale) = (mantissa, scale);
        }
        else if (scale is not null && amount.WordCount == 2 && Is(first, WordRoles.Article))
        {
            // "a million"
            amount.Number.Truncate(0);
            amount.Number.TryAppend('1');
            amount.Scale = scale;
        }

        if (amount.Scale.Length == 0 && amount.Number.Kind == SpokenNumberKind.Cardinal && scale is null)
            AddFraction(first, ref amount);
        return true;
    }

    /// <summary>Reads a year: "two thousand and five", "nineteen fifty".</summary>
    public bool TryReadYear(int first, out int year, out int wordCount, out bool isRound)
    {
        (year, wordCount, isRound) = (0, 0, false);
        if (!Is(first, WordRoles.Number) || Is(first, WordRoles.Article) || !TryRead(first, SpokenNumberForms.Year, out SpokenNumber number)
            || number.Kind is not (SpokenNumberKind.Year or SpokenNumberKind.Cardinal) || !number.TryGetInteger(out long value) || value is < 1000 or > 2999
            || IsCounted(first + number.WordCount))
        {
            return false;
        }

        (year, wordCount, isRound) = ((int)value, number.WordCount, number.Kind == SpokenNumberKind.Cardinal && value % 1000 == 0);
        return true;
    }

    /// <summary>Tells whether a word makes the number in front of it an amount.</summary>
    public bool IsCounted(int index) => Continues(index, WordRoles.Unit | WordRoles.Currency | WordRoles.Percent | WordRoles.Cent | WordRoles.Power);

    /// <summary>Tells whether a word is one of a cardinal number, and no mark separates it from the word in front.</summary>
    public bool ContinuesNumber(int index) => IsJoined(index) && IsCardinal(index);

    /// <summary>Tells whether the word in front is one of a cardinal number, without a mark in between.</summary>
    public bool FollowsNumber(int index) => IsJoined(index) && IsCardinal(index - 1);

    /// <summary>Gets what stands between two amounts that belong together: "to", "or", and behind "between" also "and".</summary>
    /// <param name="first">The first word of the first amount.</param>
    /// <param name="position">The word behind it.</param>
    /// <returns>The role; none where no such word is there.</returns>
    public WordRoles Connector(int first, int position)
    {
        if (!IsJoined(position) || !IsJoined(position + 1) || Is(position + 1, WordRoles.Article))
            return WordRoles.None;
        WordRoles role = _lexemes[position].Roles & (WordRoles.To | WordRoles.Or | WordRoles.And);
        bool isBetween = first > 0 && IsJoined(first) && this[first - 1].Equals("between", StringComparison.OrdinalIgnoreCase);
        return role == WordRoles.And && !isBetween ? WordRoles.None : role;
    }

    private bool IsCardinal(int index) =>
        EnglishNumerals.TryFind(this[index], out Numeral numeral) && !numeral.IsOrdinal
        && numeral.Type is NumeralType.Zero or NumeralType.Unit or NumeralType.Teen or NumeralType.Tens or NumeralType.Hundred or NumeralType.Scale;

    /// <summary>Tells whether a phrase ends in front of a word: there is a mark, or no word.</summary>
    public bool EndsBefore(int index) => !IsJoined(index);

    /// <summary>"and a half", "and a quarter", "and three quarters", in front of a scale or whatever.</summary>
    private void AddFraction(int first, ref Amount amount)
    {
        int position = first + amount.WordCount;
        if (!Continues(position, WordRoles.And))
            return;
        bool isThree = Continues(position + 1, "three") && Continues(position + 2, "quarters");
        bool isPart = Continues(position + 1, WordRoles.Article) && Continues(position + 2, WordRoles.Half | WordRoles.Quarter);
        if (!isThree && !isPart)
            return;
        amount.Fraction = isThree ? ".75" : Is(position + 2, WordRoles.Half) ? ".5" : ".25";
        amount.WordCount += 3;
        if (ScaleOf(first + amount.WordCount) is { } scale && IsJoined(first + amount.WordCount))
            (amount.Scale, amount.WordCount) = (scale, amount.WordCount + 1);
    }

    private string? ScaleOf(int index)
    {
        foreach (string scale in Scales)
        {
            if (this[index].Equals(scale, StringComparison.OrdinalIgnoreCase))
                return scale;
        }

        return null;
    }
}
