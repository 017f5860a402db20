using Swictation.Stt.Transform.Corrections;
using Swictation.Stt.Transform.Numbers;

namespace Swictation.Stt.Transform.Normalization.English;

/// <summary>
/// E-mail and web addresses: "john dot smith at example dot com" → "john.smith@example.com", "w w w dot example dot com slash docs" → "www.example.com/docs", "h t t p s
/// colon slash slash example dot com" → "https://example.com".
/// </summary>
/// <remarks>
/// <para>
/// A part of an address is one word, or letters and digits one by one with at most one word behind them ("g mail"). Without "www" or "https" the last part must be a
/// known top-level domain, or be spelled letter by letter.
/// </para>
/// <para>
/// A common word in front of "at" is no mailbox ("look at example dot com" → "look at example.com"), unless it is the name of an office, as "support" is.
/// </para>
/// </remarks>
internal static class AddressRule
{
    private const int MostParts = 12;

    private static readonly HashSet<string> Mailboxes = new(
        ["support", "help", "hello", "office", "team", "sales", "info", "contact", "admin", "service", "mail", "press", "jobs", "news", "security", "billing"], StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> NoNames = new(
        ["the", "a", "an", "this", "that", "every", "each", "another", "and", "or", "to", "of", "in", "on", "is", "was", "one", "first", "last"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Writes the address that begins with a word.</summary>
    /// <returns>How many words it took; 0 where none begins there.</returns>
    public static int TryWrite(in Utterance words, int first, ref OutputBuffer output)
    {
        int start = output.Length;
        int end = TryWriteWeb(words, first, ref output);
        if (end == 0)
        {
            output.Truncate(start);
            end = TryWriteMail(words, first, ref output);
        }

        if (end == 0)
            output.Truncate(start);
        return end == 0 ? 0 : end - first;
    }

    private static int TryWriteWeb(in Utterance words, int first, ref OutputBuffer output)
    {
        int position = ReadScheme(words, first, ref output);
        int hostAt = position;
        bool hasPrefix = position > first;
        int www = words[position].Equals("www", StringComparison.OrdinalIgnoreCase) ? 1
            : words[position] is "w" or "W" && words.Continues(position + 1, "w") && words.Continues(position + 2, "w") ? 3 : 0;
        if (www > 0 && words.Continues(position + www, WordRoles.Dot) && words.IsJoined(position + www + 1))
        {
            output.Append("www.");
            position += www + 1;
            hasPrefix = true;
        }

        position = WriteDomain(words, position, isSure: hasPrefix, ref output);
        if (position == 0 || (!hasPrefix && (IsNoName(words, hostAt) || words.Continues(position, WordRoles.At))))
            return 0;
        while (words.Continues(position, WordRoles.Slash) && words.IsJoined(position + 1))
        {
            int length = output.Length;
            output.Append('/');
            int after = WriteLabel(words, position + 1, ref output);
            if (after == 0)
            {
                output.Truncate(length);
                break;
            }

            position = after;
        }

        return position;
    }

    private static bool IsNoName(in Utterance words, int position) =>
        NoNames.GetAlternateLookup<ReadOnlySpan<char>>().Contains(words[position]) || EnglishNumerals.TryFind(words[position], out _);

    /// <summary>"https colon slash slash", also letter by letter.</summary>
    private static int ReadScheme(in Utterance words, int first, ref OutputBuffer output)
    {
        int position = first;
        bool isSecure;
        if (words[position].Equals("http", StringComparison.OrdinalIgnoreCase) || words[position].Equals("https", StringComparison.OrdinalIgnoreCase))
        {
            isSecure = words[position++].Length == 5;
        }
        else if (words[position] is "h" or "H" && words.Continues(position + 1, "t") && words.Continues(position + 2, "t") && words.Continues(position + 3, "p"))
        {
            isSecure = words.Continues(position + 4, "s");
            position += isSecure ? 5 : 4;
        }
        else
        {
            return first;
        }

        if (!words.Continues(position, "colon") || !words.Continues(position + 1, WordRoles.Slash) || !words.Continues(position + 2, WordRoles.Slash) || !words.IsJoined(position + 3))
            return first;
        output.Append(isSecure ? "https://" : "http://");
        return position + 3;
    }

    private static int TryWriteMail(in Utterance words, int first, ref OutputBuffer output)
    {
        int position = WriteLabel(words, first, ref output);
        if (position == 0)
            return 0;
        bool isPlain = position == first + 1;
        for (int parts = 0; parts < MostParts && !words.Continues(position, WordRoles.At); parts++)
        {
            if (!words.Continues(position, WordRoles.Dot | WordRoles.AddressMark) || !words.IsJoined(position + 1))
                return 0;
            output.Append(words.Is(position, WordRoles.Dot) ? "." : words.Lexeme(position).Symbol);
            position = WriteLabel(words, position + 1, ref output);
            if (position == 0)
                return 0;
            isPlain = false;
        }

        if (!words.Continues(position, WordRoles.At) || !words.IsJoined(position + 1) || (isPlain && IsCommon(words[first])))
            return 0;
        output.Append('@');
        return WriteDomain(words, position + 1, isSure: false, ref output);
    }

    /// <summary>Tells whether a word is hardly the name of a mailbox; single letters are, but for those that are words.</summary>
    private static bool IsCommon(ReadOnlySpan<char> word)
    {
        bool isLetter = word.Length == 1 && word is not ("a" or "A" or "i" or "I");
        return !isLetter && EnglishCommonWords.Contains(word) && !Mailboxes.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);
    }

    /// <summary>Writes labels with points between them.</summary>
    /// <returns>Where they end; 0 where there are not two, or the last is no top-level domain.</returns>
    private static int WriteDomain(in Utterance words, int first, bool isSure, ref OutputBuffer output)
    {
        int position = WriteLabel(words, first, ref output);
        int end = 0;
        int endLength = output.Length;
        int parts = 1;
        for (; position > 0 && parts < MostParts && words.Continues(position, WordRoles.Dot | WordRoles.AddressMark) && words.IsJoined(position + 1); parts++)
        {
            bool isDot = words.Is(position, WordRoles.Dot);
            output.Append(isDot ? "." : words.Lexeme(position).Symbol);
            int labelAt = position + 1;
            position = WriteLabel(words, labelAt, ref output);
            if (position > 0 && isDot && IsTopLevel(words, labelAt, position, isSure || end > 0 || words.Is(labelAt, WordRoles.TopLevel)))
                (end, endLength) = (position, output.Length);
        }

        output.Truncate(endLength);
        return end;
    }

    private static bool IsTopLevel(in Utterance words, int first, int end, bool isSure)
    {
        if (end - first == 1)
            return words.Is(first, WordRoles.TopLevel) || (isSure && words[first].Length > 1);
        for (int i = first; i < end; i++)
        {
            if (words[i].Length != 1 || !char.IsAsciiLetter(words[i][0]))
                return false;
        }

        return true;
    }

    /// <summary>Writes letters and digits one by one, then at most one word.</summary>
    /// <returns>Where the label ends; 0 where there is none.</returns>
    private static int WriteLabel(in Utterance words, int first, ref OutputBuffer output)
    {
        int position = first;
        if (words[first] is "a" or "A" or "i" or "I" && words.IsJoined(first + 1) && words[first + 1].Length > 1
            && !words.Is(first + 1, WordRoles.Dot | WordRoles.At | WordRoles.AddressMark)
            && !(EnglishNumerals.TryFind(words[first + 1], out Numeral second) && second.IsDigit))
        {
            return 0; // an article or a pronoun
        }

        while (position == first ? position < words.Words.Length : words.IsJoined(position))
        {
            ReadOnlySpan<char> word = words[position];
            bool isLetter = word.Length == 1 && char.IsAsciiLetter(word[0]);
            bool isDigit = !isLetter && EnglishNumerals.TryFind(word, out Numeral numeral) && numeral.IsDigit;
            if (isDigit)
                output.Append((char)('0' + DigitOf(word)));
            else if (IsName(word) && !words.Is(position, WordRoles.Dot | WordRoles.At | WordRoles.Slash))
                output.AppendLower(word);
            else
                break;
            position++;
            if (!isLetter && !isDigit && !words.Continues(position, WordRoles.Number))
                break;
            if (!isLetter && !isDigit && !(EnglishNumerals.TryFind(words[position], out Numeral next) && next.IsDigit && next.Type != NumeralType.Oh))
                break;
        }

        return position == first ? 0 : position;
    }

    private static int DigitOf(ReadOnlySpan<char> word)
    {
        EnglishNumerals.TryFind(word, out Numeral numeral);
        return numeral.Value;
    }

    private static bool IsName(ReadOnlySpan<char> word)
    {
        foreach (char c in word)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.'))
                return false;
        }

        return !word.IsEmpty && char.IsAsciiLetterOrDigit(word[0]) && char.IsAsciiLetterOrDigit(word[^1]);
    }
}
