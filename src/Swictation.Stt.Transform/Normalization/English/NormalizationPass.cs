using System.Runtime.CompilerServices;
using Swictation.Stt.Transform.Words;

namespace Swictation.Stt.Transform.Normalization.English;

/// <summary>One way through an utterance, phrase by phrase.</summary>
internal readonly ref struct NormalizationPass
{
    private readonly bool _mayHaveAddress;

    private NormalizationPass(Utterance words, WordRoles roles)
    {
        Words = words;
        _mayHaveAddress = (roles & WordRoles.Dot) != 0;
        IsOn = true;
    }

    /// <summary>Gets the words.</summary>
    public Utterance Words { get; }

    /// <summary>Gets whether the pass is one: not the default value.</summary>
    public bool IsOn { get; }

    /// <summary>Finds out what each word can do.</summary>
    /// <param name="text">The text.</param>
    /// <param name="words">Its words.</param>
    /// <param name="lexemes">Room for what each can do; grows where it is too short.</param>
    public static NormalizationPass Prepare(ReadOnlySpan<char> text, ReadOnlySpan<SpokenWord> words, ref Lexeme[] lexemes)
    {
        if (lexemes.Length < words.Length)
            lexemes = new Lexeme[2 * words.Length];
        WordRoles roles = WordRoles.None;
        for (int i = 0; i < words.Length; i++)
        {
            lexemes[i] = EnglishLexemes.Find(words[i].CoreOf(text));
            roles |= lexemes[i].Roles;
        }

        return new NormalizationPass(new Utterance(text, words, lexemes.AsSpan(0, words.Length)), roles);
    }

    /// <summary>Writes the phrase that begins with a word, without the punctuation around it. To be asked from the first word on.</summary>
    /// <param name="first">The word.</param>
    /// <param name="lastTimeEnd">The word behind the last time of day; 0 before the first call.</param>
    /// <param name="output">The destination; where nothing begins it stays as it was.</param>
    /// <param name="kind">What the phrase is.</param>
    /// <returns>How many words it took; 0 where none begins there.</returns>
    public int WritePhrase(int first, ref int lastTimeEnd, ref OutputBuffer output, out NormalizationKind kind)
    {
        bool followsTime = lastTimeEnd > 0 && lastTimeEnd == first - 1 && Words.Follows(first, WordRoles.To);
        int taken = WritePhrase(Words, first, _mayHaveAddress, followsTime, ref output, out kind);
        if (kind == NormalizationKind.Time)
            lastTimeEnd = first + taken;
        return taken;
    }

    [SkipLocalsInit] // the rules have large locals that most words never need
    private static int WritePhrase(in Utterance words, int first, bool mayHaveAddress, bool followsTime, ref OutputBuffer output, out NormalizationKind kind)
    {
        int start = output.Length;
        int taken;
        if (mayHaveAddress && (taken = AddressRule.TryWrite(words, first, ref output)) > 0)
        {
            kind = NormalizationKind.Address;
            return taken;
        }

        kind = NormalizationKind.None;
        bool isWritten = !words[first].IsEmpty && char.IsAsciiDigit(words[first][0]);
        if (!isWritten && !words.Is(first, WordRoles.Number | WordRoles.Month | WordRoles.The | WordRoles.Half | WordRoles.Quarter))
            return 0;
        output.Truncate(start);
        if ((taken = TimeRule.TryWrite(words, first, followsTime, ref output)) > 0)
        {
            kind = NormalizationKind.Time;
            return taken;
        }

        output.Truncate(start);
        if ((taken = DateRule.TryWrite(words, first, ref output)) > 0)
        {
            kind = NormalizationKind.Date;
            return taken;
        }

        output.Truncate(start);
        if ((taken = QuantityRule.TryWrite(words, first, ref output, out kind)) > 0)
            return taken;
        output.Truncate(start);
        if ((taken = DigitRule.TryWrite(words, first, ref output)) > 0)
        {
            kind = NormalizationKind.Digits;
            return taken;
        }

        output.Truncate(start);
        if ((taken = NumberRule.TryWrite(words, first, ref output, out kind)) == 0)
        {
            output.Truncate(start);
            kind = NormalizationKind.None;
        }

        return taken;
    }
}
