using System.Text;

namespace Swictation.Stt.Evaluation;

/// <summary>Works on the white space between words.</summary>
internal static class WhiteSpace
{
    /// <summary>Makes one space of every run of white space.</summary>
    public static string Collapse(string text)
    {
        var result = new StringBuilder(text.Length);
        bool isInRun = false;
        foreach (char character in text)
        {
            bool isSpace = CharacterClass.IsWhiteSpace(character);
            if (!isSpace)
                result.Append(character);
            else if (!isInRun)
                result.Append(' ');
            isInRun = isSpace;
        }

        return result.ToString();
    }

    /// <summary>Splits text into its words.</summary>
    public static List<string> Split(string text)
    {
        var words = new List<string>();
        int start = -1;
        for (int i = 0; i <= text.Length; i++)
        {
            bool isSpace = i == text.Length || CharacterClass.IsWhiteSpace(text[i]);
            if (!isSpace && start < 0)
                start = i;
            if (isSpace && start >= 0)
            {
                words.Add(text[start..i]);
                start = -1;
            }
        }

        return words;
    }
}
