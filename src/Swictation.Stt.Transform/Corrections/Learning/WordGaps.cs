namespace Swictation.Stt.Transform.Corrections;

/// <summary>
/// Aligns two texts by words and gives the stretches in which they differ, each with the words of both sides. Words are equal whatever the punctuation
/// around them and whatever their case.
/// </summary>
/// <remarks>
/// Long stretches are divided at words that both sides have exactly once and in the same order (B. Cohen's patience diff); what is left is aligned by
/// the longest common subsequence. A stretch that is too long for that and has no such word is a rewrite, and stays one gap.
/// </remarks>
internal sealed class WordGaps
{
    private const int MostCells = 1 << 20;

    private readonly int[] _original;
    private readonly int[] _edited;
    private readonly List<(Range Original, Range Edited)> _gaps = [];

    private WordGaps(int[] original, int[] edited)
    {
        (_original, _edited) = (original, edited);
    }

    /// <summary>Finds the gaps, in order.</summary>
    /// <param name="original">What is compared of the words of one text.</param>
    /// <param name="edited">And of the other.</param>
    public static IReadOnlyList<(Range Original, Range Edited)> Find(IReadOnlyList<string> original, IReadOnlyList<string> edited)
    {
        var ids = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var gaps = new WordGaps(Number(original), Number(edited));
        gaps.Divide(0, original.Count, 0, edited.Count);
        return gaps._gaps;

        int[] Number(IReadOnlyList<string> words) => [.. words.Select(word =>
        {
            ids.TryAdd(word, ids.Count);
            return ids[word];
        })];
    }

    private void Divide(int top, int bottom, int left, int right)
    {
        while (top < bottom && left < right && _original[top] == _edited[left])
            (top, left) = (top + 1, left + 1);
        while (top < bottom && left < right && _original[bottom - 1] == _edited[right - 1])
            (bottom, right) = (bottom - 1, right - 1);
        if (top == bottom && left == right)
            return;
        if ((long)(bottom - top) * (right - left) <= MostCells)
        {
            Align(top, bottom, left, right);
            return;
        }

        List<(int Original, int Edited)> anchors = FindAnchors(top, bottom, left, right);
        if (anchors.Count == 0)
        {
            _gaps.Add((top..bottom, left..right));
            return;
        }

        foreach ((int original, int edited) in anchors)
        {
            Divide(top, original, left, edited);
            (top, left) = (original + 1, edited + 1);
        }

        Divide(top, bottom, left, right);
    }

    private List<(int Original, int Edited)> FindAnchors(int top, int bottom, int left, int right)
    {
        Dictionary<int, int> once = Once(_original, top, bottom);
        Dictionary<int, int> onceEdited = Once(_edited, left, right);
        (int Original, int Edited)[] pairs =
            [.. once.Where(pair => onceEdited.ContainsKey(pair.Key)).Select(pair => (pair.Value, onceEdited[pair.Key])).OrderBy(static pair => pair.Value)];

        // The longest rising sequence, by piles.
        var tops = new List<int>();
        int[] before = new int[pairs.Length];
        for (int i = 0; i < pairs.Length; i++)
        {
            int pile = tops.FindIndex(index => pairs[index].Edited > pairs[i].Edited);
            pile = pile < 0 ? tops.Count : pile;
            before[i] = pile > 0 ? tops[pile - 1] : -1;
            if (pile == tops.Count)
                tops.Add(i);
            else
                tops[pile] = i;
        }

        var anchors = new List<(int, int)>();
        for (int i = tops.Count > 0 ? tops[^1] : -1; i >= 0; i = before[i])
            anchors.Add(pairs[i]);
        anchors.Reverse();
        return anchors;
    }

    private static Dictionary<int, int> Once(int[] words, int start, int end)
    {
        var places = new Dictionary<int, int>();
        var twice = new HashSet<int>();
        for (int i = start; i < end; i++)
        {
            if (!places.TryAdd(words[i], i))
                twice.Add(words[i]);
        }

        foreach (int word in twice)
            places.Remove(word);
        return places;
    }

    private void Align(int top, int bottom, int left, int right)
    {
        int height = bottom - top;
        int width = right - left;
        var common = new ushort[(height + 1) * (width + 1)]; // the longest common subsequence of what follows; at most 1024 long
        for (int i = height - 1; i >= 0; i--)
        {
            for (int j = width - 1; j >= 0; j--)
            {
                common[i * (width + 1) + j] = _original[top + i] == _edited[left + j]
                    ? (ushort)(common[(i + 1) * (width + 1) + j + 1] + 1)
                    : Math.Max(common[(i + 1) * (width + 1) + j], common[i * (width + 1) + j + 1]);
            }
        }

        int gapTop = 0;
        int gapLeft = 0;
        for (int i = 0, j = 0; ;)
        {
            bool isEqual = i < height && j < width && _original[top + i] == _edited[left + j];
            if (isEqual || (i == height && j == width))
            {
                if (gapTop < i || gapLeft < j)
                    _gaps.Add(((top + gapTop)..(top + i), (left + gapLeft)..(left + j)));
                if (!isEqual)
                    return;
                (i, j) = (i + 1, j + 1);
                (gapTop, gapLeft) = (i, j);
            }
            else if (j == width || (i < height && common[(i + 1) * (width + 1) + j] >= common[i * (width + 1) + j + 1]))
            {
                i++;
            }
            else
            {
                j++;
            }
        }
    }
}
