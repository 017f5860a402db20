namespace Swictation.Stt.Transform.Corrections;

/// <summary>
/// Says how a word sounds: Lawrence Philips' Double Metaphone ("The Double Metaphone Search Algorithm", C/C++ Users Journal, June 2000), whole,
/// with codes of up to <see cref="PhoneticCode.MaxLength"/> sounds instead of four.
/// </summary>
/// <remarks>
/// Letters are those that <see cref="LetterFolding"/> leaves: A to Z, Ç and Ñ; others have no sound. The names of the methods are the letters
/// they read; the comments name the words that Philips gives as examples.
/// </remarks>
internal ref partial struct DoubleMetaphone
{
    private readonly ReadOnlySpan<char> _word;
    private readonly int _last;
    private readonly bool _isSlavoGermanic;
    private PhoneticCode _primary;
    private PhoneticCode _alternate;
    private int _primaryLength;
    private int _alternateLength;

    private DoubleMetaphone(ReadOnlySpan<char> word)
    {
        _word = word;
        _last = word.Length - 1;
        _isSlavoGermanic = word.ContainsAny('W', 'K') || word.IndexOf("CZ", StringComparison.Ordinal) >= 0;
    }

    /// <summary>Encodes a word.</summary>
    /// <param name="upperCase">The word in upper case: see <see cref="LetterFolding.ToLetters"/>.</param>
    public static PhoneticCodes Encode(scoped ReadOnlySpan<char> upperCase)
    {
        var encoder = new DoubleMetaphone(upperCase);
        encoder.Encode();
        return new PhoneticCodes(encoder._primary, encoder._alternate);
    }

    private void Encode()
    {
        int current = Matches(0, "GN") || Matches(0, "KN") || Matches(0, "PN") || Matches(0, "WR") || Matches(0, "PS") ? 1 : 0; // silent at the start
        if (At(0) == 'X') // "Xavier"
        {
            Add('S');
            current = 1;
        }

        while (current <= _last && (_primaryLength < PhoneticCode.MaxLength || _alternateLength < PhoneticCode.MaxLength))
        {
            current += At(current) switch
            {
                'A' or 'E' or 'I' or 'O' or 'U' or 'Y' => Vowel(current),
                'B' => Consonant(current, 'P', 'B'),
                'Ç' => Consonant(current, 'S'),
                'C' => C(current),
                'D' => D(current),
                'F' => Consonant(current, 'F', 'F'),
                'G' => G(current),
                'H' => H(current),
                'J' => J(current),
                'K' => Consonant(current, 'K', 'K'),
                'L' => L(current),
                'M' => M(current),
                'N' => Consonant(current, 'N', 'N'),
                'Ñ' => Consonant(current, 'N'),
                'P' => P(current),
                'Q' => Consonant(current, 'K', 'Q'),
                'R' => R(current),
                'S' => S(current),
                'T' => T(current),
                'V' => Consonant(current, 'F', 'V'),
                'W' => W(current),
                'X' => X(current),
                'Z' => Z(current),
                _ => 1,
            };
        }
    }

    private int Vowel(int current)
    {
        if (current == 0)
            Add('A');
        return 1;
    }

    /// <summary>Adds a sound; the letter doubled sounds once.</summary>
    private int Consonant(int current, char sound, char doubled = '\0')
    {
        Add(sound);
        return At(current + 1) == doubled ? 2 : 1;
    }

    private void Add(char sound) => Add(sound, sound);

    /// <summary>Adds a sound to each code; a blank adds nothing.</summary>
    private void Add(char primary, char alternate)
    {
        if (primary != ' ')
            _primary = _primary.With(primary, _primaryLength++);
        if (alternate != ' ')
            _alternate = _alternate.With(alternate, _alternateLength++);
    }

    private readonly char At(int index) => (uint)index < (uint)_word.Length ? _word[index] : ' ';

    private readonly bool IsVowel(int index) => At(index) is 'A' or 'E' or 'I' or 'O' or 'U' or 'Y';

    /// <summary>Tells whether text stands at a position that may lie outside the word, where there are blanks behind it.</summary>
    private readonly bool Matches(int start, string text)
    {
        if (start < 0)
            return false;
        for (int i = 0; i < text.Length; i++)
        {
            if (At(start + i) != text[i])
                return false;
        }

        return true;
    }

    private readonly bool IsGermanic => Matches(0, "VAN ") || Matches(0, "VON ") || Matches(0, "SCH");
}
