using System.Text;

namespace Swictation.Stt.Evaluation;

/// <summary>Removes hesitations and spells out contractions and titles, one entry after the other: the order matters.</summary>
internal static class Contractions
{
    private static readonly string[] Hesitations = ["hmm", "mm", "mhm", "mmm", "uh", "um"];

    /// <summary>Entries that begin where a word begins. The space after a title is made up for when white space is collapsed.</summary>
    private static readonly (string Short, string Long)[] Words =
    [
        ("won't", "will not"), ("can't", "can not"), ("let's", "let us"), ("ain't", "aint"), ("y'all", "you all"),
        ("wanna", "want to"), ("gotta", "got to"), ("gonna", "going to"), ("i'ma", "i am going to"), ("imma", "i am going to"),
        ("woulda", "would have"), ("coulda", "could have"), ("shoulda", "should have"), ("ma'am", "madam"),
        ("mr", "mister "), ("mrs", "missus "), ("st", "saint "), ("dr", "doctor "), ("prof", "professor "), ("capt", "captain "),
        ("gov", "governor "), ("ald", "alderman "), ("gen", "general "), ("sen", "senator "), ("rep", "representative "),
        ("pres", "president "), ("rev", "reverend "), ("hon", "honorable "), ("asst", "assistant "), ("assoc", "associate "),
        ("lt", "lieutenant "), ("col", "colonel "), ("jr", "junior "), ("sr", "senior "), ("esq", "esquire "),
    ];

    /// <summary>Entries that follow any character.</summary>
    private static readonly (string Short, string Long)[] Endings =
    [
        ("'d been", " had been"), ("'s been", " has been"), ("'d gone", " had gone"), ("'s gone", " has gone"), ("'d done", " had done"),
        ("'s got", " has got"),
        ("n't", " not"), ("'re", " are"), ("'s", " is"), ("'d", " would"), ("'ll", " will"), ("'t", " not"), ("'ve", " have"), ("'m", " am"),
    ];

    public static string Expand(string text)
    {
        foreach (string hesitation in Hesitations)
            text = Replace(text, hesitation, string.Empty, beginsWord: true);
        text = AttachApostrophes(text);
        foreach ((string phrase, string replacement) in Words)
            text = Replace(text, phrase, replacement, beginsWord: true);
        foreach ((string phrase, string replacement) in Endings)
            text = Replace(text, phrase, replacement, beginsWord: false);
        return text;
    }

    /// <summary>Removes white space before apostrophes.</summary>
    private static string AttachApostrophes(string text)
    {
        if (!text.Contains('\'', StringComparison.Ordinal))
            return text;
        var result = new StringBuilder(text.Length);
        foreach (char character in text)
        {
            if (character == '\'')
            {
                while (result.Length > 0 && CharacterClass.IsWhiteSpace(result[^1]))
                    result.Length--;
            }

            result.Append(character);
        }

        return result.ToString();
    }

    private static string Replace(string text, string phrase, string replacement, bool beginsWord)
    {
        StringBuilder? result = null;
        int copied = 0;
        for (int i = text.IndexOf(phrase, StringComparison.Ordinal); i >= 0;)
        {
            int end = i + phrase.Length;
            bool matches = !CharacterClass.IsWordAt(text, end) && !(beginsWord && CharacterClass.IsWordBefore(text, i));
            if (matches)
            {
                result = (result ?? new StringBuilder(text.Length + 16)).Append(text, copied, i - copied).Append(replacement);
                copied = end;
            }

            i = text.IndexOf(phrase, matches ? end : i + 1, StringComparison.Ordinal);
        }

        return result?.Append(text, copied, text.Length - copied).ToString() ?? text;
    }
}
