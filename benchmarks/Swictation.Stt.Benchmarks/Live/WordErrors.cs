namespace Swictation.Stt.Benchmarks.Live;

/// <summary>Counts the words by which a text differs from another: the Levenshtein distance over words.</summary>
internal static class WordErrors
{
    public static int Count(string expected, string heard)
    {
        string[] a = expected.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string[] b = heard.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        int[] distance = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = distance[0]++;
            for (int k = 1; k <= b.Length; k++)
            {
                int substituted = diagonal + (a[i - 1] == b[k - 1] ? 0 : 1);
                diagonal = distance[k];
                distance[k] = Math.Min(substituted, Math.Min(distance[k], distance[k - 1]) + 1);
            }
        }

        return distance[b.Length];
    }

    public static int CountWords(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
}
