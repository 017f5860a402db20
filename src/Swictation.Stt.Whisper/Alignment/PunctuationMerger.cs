namespace Swictation.Stt.Whisper;

/// <summary>Joins punctuation to the word that it belongs to (openai/whisper, <c>timing.py</c>, <c>merge_punctuations</c>).</summary>
internal static class PunctuationMerger
{
    /// <summary>Marks that open: they belong to the word after them.</summary>
    public const string Prepended = "\"'“¿([{-";

    /// <summary>Marks that close: they belong to the word before them.</summary>
    public const string Appended = "\"'.。,，!！?？:：”)]}、";

    /// <summary>Joins punctuation in place. A word keeps its own time and probability; the mark's go.</summary>
    /// <param name="words">The words in order, without gaps between their tokens.</param>
    public static void Merge(List<WordTiming> words)
    {
        for (int i = words.Count - 2; i >= 0; i--)
        {
            WordTiming mark = words[i];
            if (!mark.Text.StartsWith(' ') || !Prepended.Contains(mark.Text.Trim(), StringComparison.Ordinal))
                continue;
            WordTiming word = words[i + 1];
            word.Text = mark.Text + word.Text;
            word.First = mark.First;
            word.Count += mark.Count;
            words.RemoveAt(i);
        }

        int kept = 0;
        for (int i = 1; i < words.Count; i++)
        {
            WordTiming word = words[kept];
            WordTiming mark = words[i];
            if (!word.Text.EndsWith(' ') && Appended.Contains(mark.Text, StringComparison.Ordinal))
            {
                word.Text += mark.Text;
                word.Count += mark.Count;
            }
            else
            {
                words[++kept] = mark;
            }
        }

        if (words.Count > 0)
            words.RemoveRange(kept + 1, words.Count - kept - 1);
    }
}
