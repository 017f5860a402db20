using System.Text;

namespace Swictation.Stt.Whisper;

/// <summary>
/// Estimates the times of words within a segment where the export gives no attention: each word takes a share of the segment's span by
/// its length in UTF-8, with a mark for the gap to its neighbour. Bytes, not characters, because a sign of Chinese or Japanese (three
/// bytes) is spoken about as long as three letters, so texts of both scripts are shared out fairly. Good to about half a second; use it
/// to follow along, not to cut audio.
/// </summary>
internal static class WordInterpolator
{
    /// <summary>The weight of the gap between words, in bytes: a word of one letter is not seven times shorter than one of seven.</summary>
    private const int Gap = 2;

    /// <summary>Makes the words of a segment; they follow each other without gaps from its start to its end.</summary>
    /// <param name="words">The words of the segment's text tokens, punctuation still apart; a last one of the end of text, if there, is left out.</param>
    /// <param name="start">Where the segment starts, in seconds.</param>
    /// <param name="end">Where the segment ends, in seconds; not before <paramref name="start"/>.</param>
    /// <param name="probabilities">The probability of each text token of the segment.</param>
    /// <returns>The words, punctuation joined to them.</returns>
    public static List<WordTiming> Interpolate(IReadOnlyList<TokenWord> words, double start, double end, ReadOnlySpan<float> probabilities)
    {
        // Punctuation joins first: a mark takes no time of its own.
        List<WordTiming> timings = WordTimingBuilder.Build(words, new double[probabilities.Length + 1], probabilities);
        PunctuationMerger.Merge(timings);
        double total = timings.Sum(Weight);
        double span = Math.Max(0, end - start);
        double before = 0;
        foreach (WordTiming word in timings)
        {
            word.Start = start + (span * before / total);
            before += Weight(word);
            word.End = start + (span * before / total);
        }

        return timings;
    }

    private static double Weight(WordTiming word) => Gap + Encoding.UTF8.GetByteCount(word.Text.AsSpan().Trim());
}
