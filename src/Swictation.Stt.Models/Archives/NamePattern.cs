namespace Swictation.Stt.Models;

/// <summary>Matches names in which <c>*</c> stands for any characters except <c>/</c>.</summary>
internal static class NamePattern
{
    public static bool IsExact(string pattern) => !pattern.Contains('*', StringComparison.Ordinal);

    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        // The last star takes one character more whenever what follows it does not fit: linear in practice, no recursion.
        int p = 0;
        int n = 0;
        int star = -1;
        int mark = 0;
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                mark = n;
            }
            else if (p < pattern.Length && pattern[p] == name[n])
            {
                p++;
                n++;
            }
            else if (star >= 0 && name[mark] != '/')
            {
                p = star + 1;
                n = ++mark;
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].Trim('*').IsEmpty;
    }
}
