using System.Collections.Frozen;

namespace Swictation.Stt.Evaluation;

/// <summary>Gives British words their American spelling.</summary>
internal static class AmericanSpelling
{
    private static readonly FrozenDictionary<string, string> Words = Expand(SpellingRules.Text);

    /// <summary>Gets how many words change.</summary>
    public static int Count => Words.Count;

    /// <summary>Gets a word's American spelling: itself, unless its British spelling is known to differ.</summary>
    public static string Of(string word) => Words.GetValueOrDefault(word, word);

    private static FrozenDictionary<string, string> Expand(string rules)
    {
        var words = new Dictionary<string, string>();
        (string British, string American, string[] Endings) rule = (string.Empty, string.Empty, []);
        foreach (string line in rules.Split('\n'))
        {
            ReadOnlySpan<char> stems = line;
            if (!line.StartsWith(' '))
            {
                int colon = line.IndexOf(':', StringComparison.Ordinal);
                string[] head = (colon < 0 ? line : line[..colon]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
                int arrow = head[0].IndexOf('>', StringComparison.Ordinal);
                rule = (Decode(head[0][..arrow]), Decode(head[0][(arrow + 1)..]), [.. head[1].Split(',').Select(Decode)]);
                stems = colon < 0 ? "-" : stems[(colon + 1)..];
            }

            foreach (string stem in stems.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Decode))
            {
                foreach (string ending in rule.Endings)
                    words.Add(stem + rule.British + ending, stem + rule.American + ending);
            }
        }

        return words.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static string Decode(string part) => part == "-" ? string.Empty : part.Replace('_', ' ');
}
