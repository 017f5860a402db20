namespace Swictation.Stt.Quantization;

/// <summary>Finds the names that somebody may have meant.</summary>
internal static class NearNames
{
    private const int LongestCompared = 200;

    /// <summary>Orders names by the longest run of characters that they have in common with what was asked for.</summary>
    public static IEnumerable<string> Find(string wanted, IEnumerable<string> names, int most) => names
        .Where(static name => name.Length > 0)
        .Distinct(StringComparer.Ordinal)
        .Select(name => (Name: name, Common: CommonRun(wanted, name)))
        .OrderByDescending(static item => item.Common)
        .ThenBy(static item => item.Name.Length)
        .ThenBy(static item => item.Name, StringComparer.Ordinal)
        .Take(most)
        .Select(static item => item.Name);

    private static int CommonRun(string left, string right)
    {
        left = left.Length > LongestCompared ? left[..LongestCompared] : left;
        var runs = new int[left.Length + 1];
        int longest = 0;
        foreach (char letter in right)
        {
            for (int i = left.Length; i > 0; i--)
            {
                runs[i] = char.ToUpperInvariant(left[i - 1]) == char.ToUpperInvariant(letter) ? runs[i - 1] + 1 : 0;
                longest = Math.Max(longest, runs[i]);
            }
        }

        return longest;
    }
}
