using FsCheck;
using FsCheck.Xunit;
using Swictation.Stt.Transform.Numbers;
using Swictation.Stt.Transform.Words;

namespace Swictation.Stt.Transform.Tests.Numbers;

public sealed class SpokenNumberReaderTests
{
    private static readonly string[] Vocabulary =
    [
        "zero", "oh", "one", "two", "nine", "ten", "thirteen", "nineteen", "twenty", "twenty-one", "forty", "ninety", "hundred", "thousand", "million",
        "trillion", "fifties", "hundreds", "point", "dot", "and", "minus", "a", "double", "triple", "first", "second", "hundredth", "cats", "42", "3.5", "one,", "-", "twenty-cats",
    ];

    [Theory]
    [InlineData("zero", "0", "Cardinal", 1)]
    [InlineData("five", "5", "Cardinal", 1)]
    [InlineData("forty two", "42", "Cardinal", 2)]
    [InlineData("Forty-two", "42", "Cardinal", 1)]
    [InlineData("forty two items", "42", "Cardinal", 2)]
    [InlineData("one hundred and five", "105", "Cardinal", 4)]
    [InlineData("a hundred", "100", "Cardinal", 2)]
    [InlineData("hundred", "100", "Cardinal", 1)]
    [InlineData("one hundred and cats", "100", "Cardinal", 2)]
    [InlineData("nineteen hundred", "1900", "Cardinal", 2)]
    [InlineData("nineteen hundred and five", "1905", "Cardinal", 4)]
    [InlineData("two thousand and twenty five", "2025", "Cardinal", 5)]
    [InlineData("three thousand two hundred", "3200", "Cardinal", 4)]
    [InlineData("two hundred and ten thousand and one", "210001", "Cardinal", 7)]
    [InlineData("one million", "1000000", "Cardinal", 2)]
    [InlineData("two million three hundred thousand", "2300000", "Cardinal", 5)]
    [InlineData("nine hundred ninety nine trillion", "999000000000000", "Cardinal", 5)]
    [InlineData("two thousand million", "2000", "Cardinal", 2)]
    [InlineData("minus seven", "-7", "Cardinal", 2)]
    [InlineData("negative forty two", "-42", "Cardinal", 3)]
    [InlineData("one two three four", "1234", "Digits", 4)]
    [InlineData("oh seven", "07", "Digits", 2)]
    [InlineData("double oh seven", "007", "Digits", 3)]
    [InlineData("four oh four", "404", "Digits", 3)]
    [InlineData("seven forty seven", "747", "Digits", 3)]
    [InlineData("two fifty six", "256", "Digits", 3)]
    [InlineData("eighty eighty", "8080", "Year", 2)]
    [InlineData("nineteen fifty", "1950", "Year", 2)]
    [InlineData("nineteen oh five", "1905", "Year", 3)]
    [InlineData("twenty twenty five", "2025", "Year", 3)]
    [InlineData("twenty twelve", "2012", "Year", 2)]
    [InlineData("nineteen fifties", "1950s", "Decade", 2)]
    [InlineData("eighties", "80s", "Decade", 1)]
    [InlineData("nineteen hundreds", "1900s", "Decade", 2)]
    [InlineData("two thousands", "2000s", "Decade", 2)]
    [InlineData("three point one four", "3.14", "Decimal", 4)]
    [InlineData("three point fourteen", "3.14", "Decimal", 3)]
    [InlineData("minus zero point oh five", "-0.05", "Decimal", 5)]
    [InlineData("point five", "0.5", "Decimal", 2)]
    [InlineData("one hundred point five", "100.5", "Decimal", 4)]
    [InlineData("two point five million", "2500000", "Cardinal", 4)]
    [InlineData("zero point five million", "500000", "Cardinal", 4)]
    [InlineData("one point two three four five thousand", "1234.5", "Decimal", 7)]
    [InlineData("two point one point thirteen", "2.1.13", "Version", 5)]
    [InlineData("one nine two dot one six eight dot one dot one", "192.168.1.1", "Version", 11)]
    [InlineData("five point", "5", "Cardinal", 1)]
    [InlineData("first", "1st", "Ordinal", 1)]
    [InlineData("twenty first", "21st", "Ordinal", 2)]
    [InlineData("twelfth", "12th", "Ordinal", 1)]
    [InlineData("one hundred and thirteenth", "113th", "Ordinal", 4)]
    [InlineData("two hundredth", "200th", "Ordinal", 2)]
    [InlineData("forty-second", "42nd", "Ordinal", 1)]
    [InlineData("42", "42", "Written", 1)]
    [InlineData("1,000.5 cats", "1,000.5", "Written", 1)]
    [InlineData("one, two", "1", "Cardinal", 1)]
    [InlineData("one (two", "1", "Cardinal", 1)]
    [InlineData("one two twenty-cats", "12", "Digits", 2)]
    [InlineData("one two-thousand", "1", "Cardinal", 1)]
    public void A_number_is_read_off_words(string words, string written, string kind, int count)
    {
        Assert.True(TryRead(words, SpokenNumberForms.All, out SpokenNumber number));
        Assert.Equal((written, kind, count), (number.Text.ToString(), number.Kind.ToString(), number.WordCount));
    }

    [Theory]
    [InlineData("")]
    [InlineData("cats")]
    [InlineData("oh no")]
    [InlineData("a cat")]
    [InlineData("and five")]
    [InlineData("minus cats")]
    [InlineData("point cats")]
    [InlineData("double quote")]
    [InlineData("forty-two-year-old")]
    [InlineData("4x")]
    public void Other_words_are_no_number(string words) => Assert.False(TryRead(words, SpokenNumberForms.All, out _));

    [Theory]
    [InlineData("three thirty", SpokenNumberForms.Cardinal, "3", 1)]
    [InlineData("nineteen fifty", SpokenNumberForms.Cardinal, "19", 1)]
    [InlineData("nineteen fifty", SpokenNumberForms.Year, "1950", 2)]
    [InlineData("nineteen oh five six", SpokenNumberForms.Year, "1905", 3)]
    [InlineData("one two", SpokenNumberForms.Year, "1", 1)]
    [InlineData("twenty first", SpokenNumberForms.Digits, "20", 1)]
    [InlineData("two point one point one", SpokenNumberForms.Decimal, "2.1", 3)]
    [InlineData("two point one", SpokenNumberForms.Cardinal, "2", 1)]
    public void Only_the_forms_that_were_asked_for_are_read(string words, object forms, string written, int count)
    {
        Assert.True(TryRead(words, (SpokenNumberForms)forms, out SpokenNumber number));
        Assert.Equal((written, count), (number.Text.ToString(), number.WordCount));
    }

    [Theory]
    [InlineData("first", SpokenNumberForms.Digits)]
    [InlineData("fifties", SpokenNumberForms.Digits)]
    [InlineData("minus one", SpokenNumberForms.Digits)]
    [InlineData("point five", SpokenNumberForms.Digits)]
    [InlineData("42", SpokenNumberForms.Digits)]
    [InlineData("oh five", SpokenNumberForms.Cardinal)]
    public void A_form_that_was_not_asked_for_is_no_number(string words, object forms) => Assert.False(TryRead(words, (SpokenNumberForms)forms, out _));

    [Theory]
    [InlineData("twenty first", 21)]
    [InlineData("nineteen fifties", 1950)]
    [InlineData("minus seven", -7)]
    [InlineData("double oh seven", 7)]
    public void The_value_of_a_whole_number_is_known(string words, long value)
    {
        Assert.True(TryRead(words, SpokenNumberForms.All, out SpokenNumber number));
        Assert.True(number.TryGetInteger(out long integer));
        Assert.Equal(value, integer);
    }

    [Fact]
    public void The_value_of_a_decimal_is_known_and_a_version_has_none()
    {
        Assert.True(TryRead("minus three point one four", SpokenNumberForms.All, out SpokenNumber number));
        Assert.True(number.TryGetValue(out decimal value));
        Assert.Equal(-3.14m, value);
        Assert.False(number.TryGetInteger(out _));
        Assert.True(TryRead("one point two point three", SpokenNumberForms.All, out number));
        Assert.False(number.TryGetValue(out _));
    }

    [Fact]
    public void Cardinals_are_read_back_as_they_are_spelled_out()
    {
        for (int value = 0; value < 30_000; value += 7)
        {
            Assert.True(TryRead(Spell(value), SpokenNumberForms.All, out SpokenNumber number));
            Assert.Equal((value.ToString(System.Globalization.CultureInfo.InvariantCulture), SpokenNumberKind.Cardinal), (number.Text.ToString(), number.Kind));
        }
    }

    [Property(MaxTest = 2000)]
    public bool Any_words_give_a_number_of_whole_words_or_none(int[] choices)
    {
        string text = string.Join(' ', choices.Select(choice => Vocabulary[(int)((uint)choice % Vocabulary.Length)]));
        SpokenWord[] words = [];
        int count = WordSplitter.Split(text, ref words);
        for (int first = 0; first <= count; first++)
        {
            if (SpokenNumberReader.TryRead(text, words.AsSpan(0, count), first, SpokenNumberForms.All, out SpokenNumber number)
                && (number.WordCount < 1 || first + number.WordCount > count || number.Length is < 1 or > SpokenNumber.MaxLength || !number.Text.ContainsAnyInRange('0', '9')))
                return false;
        }

        return true;
    }

    [Fact]
    public void Endless_digits_are_read_as_several_numbers()
    {
        string text = string.Join(' ', Enumerable.Repeat("seven", 100));
        Assert.True(TryRead(text, SpokenNumberForms.All, out SpokenNumber number));
        Assert.Equal((SpokenNumber.MaxLength, SpokenNumber.MaxLength), (number.Length, number.WordCount));
        string repeats = string.Join(' ', Enumerable.Repeat("triple seven", 100));
        Assert.True(TryRead(repeats, SpokenNumberForms.All, out number));
        Assert.Equal(SpokenNumber.MaxLength / 3 * 2, number.WordCount);
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        const string Text = "two million three hundred thousand and nineteen point five";
        SpokenWord[] words = [];
        int count = WordSplitter.Split(Text, ref words);
        int length = 0;
        AllocationAssert.Zero(() =>
        {
            SpokenNumberReader.TryRead(Text, words.AsSpan(0, count), 0, SpokenNumberForms.All, out SpokenNumber number);
            length = number.Length;
        });
        Assert.Equal("2300019.5".Length, length);
    }

    private static bool TryRead(string text, SpokenNumberForms forms, out SpokenNumber number)
    {
        SpokenWord[] words = [];
        int count = WordSplitter.Split(text, ref words);
        return SpokenNumberReader.TryRead(text, words.AsSpan(0, count), 0, forms, out number);
    }

    private static string Spell(int value)
    {
        string[] small =
        [
            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
            "sixteen", "seventeen", "eighteen", "nineteen",
        ];
        string[] tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
        return value switch
        {
            < 20 => small[value],
            < 100 => tens[value / 10] + (value % 10 == 0 ? "" : "-" + small[value % 10]),
            < 1000 => Spell(value / 100) + " hundred" + (value % 100 == 0 ? "" : " and " + Spell(value % 100)),
            _ => Spell(value / 1000) + " thousand" + (value % 1000 == 0 ? "" : " " + Spell(value % 1000)),
        };
    }
}
