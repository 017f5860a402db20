namespace Swictation.Stt.Evaluation;

/// <summary>Numbers the words of two texts, equal words equally, so that comparing them is comparing integers.</summary>
internal static class WordIds
{
    public static (int[] Reference, int[] Hypothesis) Of(IReadOnlyList<string> reference, IReadOnlyList<string> hypothesis)
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        return (Number(reference), Number(hypothesis));

        int[] Number(IReadOnlyList<string> words)
        {
            int[] numbers = new int[words.Count];
            for (int i = 0; i < numbers.Length; i++)
            {
                if (!ids.TryGetValue(words[i], out numbers[i]))
                    ids.Add(words[i], numbers[i] = ids.Count);
            }

            return numbers;
        }
    }
}
