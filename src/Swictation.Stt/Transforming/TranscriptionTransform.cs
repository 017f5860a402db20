using System.Globalization;
using System.Text;
using Swictation.Stt.Transform;

namespace Swictation.Stt;

/// <summary>Turns what was said into what is written, for transcriptions: the words keep their times.</summary>
/// <remarks>Safe for concurrent use with different transformers.</remarks>
public static class TranscriptionTransform
{
    /// <summary>Gets the words of a transcription as an utterance, so that word <c>n</c> of the utterance is word <c>n</c> of <see cref="Transcription.Words"/>.</summary>
    /// <param name="transcription">The transcription.</param>
    /// <returns>The words with spaces between them; the text where it has no words with times.</returns>
    public static string ToUtterance(Transcription transcription)
    {
        ArgumentNullException.ThrowIfNull(transcription);
        return transcription.Segments.Count == 0 ? transcription.Text : string.Join(' ', transcription.Words.Select(static word => word.Text));
    }

    /// <summary>Transforms a transcription. Keys and commands for a host leave nothing; what is taken back is gone.</summary>
    /// <param name="transcription">The transcription.</param>
    /// <param name="transformer">The transformer; goes on from its state.</param>
    /// <param name="segmentGap">The pause between two words that ends a segment, <see cref="TranscribeOptions.SegmentGap"/>.</param>
    /// <returns>
    /// What is written, with its line ends. A word has the times of all words that it came from, and the mean of their confidences; tokens are
    /// those of these words. Without words with times, the text alone.
    /// </returns>
    public static Transcription Apply(Transcription transcription, TextTransformer transformer, TimeSpan segmentGap)
    {
        ArgumentNullException.ThrowIfNull(transcription);
        ArgumentNullException.ThrowIfNull(transformer);
        TransformResult result = transformer.Transform(ToUtterance(transcription));
        if (transcription.Segments.Count == 0)
            return transcription with { Text = result.Text };
        (string text, List<TransformPiece> sources) = Replay(result);
        Transcription written = Transcription.FromWords(ToWords(text, sources, [.. transcription.Words]), transcription.Duration, segmentGap, transcription.Language);
        return transcription with { Text = text.Trim(' '), Confidence = written.Confidence, Segments = written.Segments };
    }

    /// <summary>Does the edits, and keeps for each character the piece that it came from.</summary>
    private static (string Text, List<TransformPiece> Sources) Replay(TransformResult result)
    {
        var text = new StringBuilder();
        var sources = new List<TransformPiece>();
        foreach (TransformPiece piece in result.Pieces)
        {
            if (piece.Kind == TransformPieceKind.Text)
            {
                text.Append(result.TypedText, piece.TextStart, piece.TextLength);
                sources.AddRange(Enumerable.Repeat(piece, piece.TextLength));
            }
            else if (piece.Kind == TransformPieceKind.Backspace)
            {
                int[] starts = StringInfo.ParseCombiningCharacters(text.ToString());
                text.Length = piece.BackspaceCount >= starts.Length ? 0 : starts[^piece.BackspaceCount];
                sources.RemoveRange(text.Length, sources.Count - text.Length);
            }
        }

        return (text.ToString(), sources);
    }

    private static List<TranscriptionWord> ToWords(string text, List<TransformPiece> sources, TranscriptionWord[] spoken)
    {
        var words = new List<TranscriptionWord>();
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsWhiteSpace(text[i]))
                continue;
            int start = i;
            while (i < text.Length && !char.IsWhiteSpace(text[i]))
                i++;
            int first = sources[start].FirstWord;
            int last = Math.Min(sources[i - 1].FirstWord + sources[i - 1].WordCount, spoken.Length) - 1;
            TranscriptionWord[] from = spoken[first..(last + 1)];
            words.Add(new TranscriptionWord
            {
                Text = text[start..i],
                Start = from[0].Start,
                End = from[^1].End,
                Confidence = from.Average(static word => word.Confidence),
                Tokens = [.. from.SelectMany(static word => word.Tokens)],
                TimesAreInterpolated = Array.Exists(from, static word => word.TimesAreInterpolated),
            });
        }

        return words;
    }
}
