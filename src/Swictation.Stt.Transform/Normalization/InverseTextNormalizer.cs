using System.Buffers;
using Swictation.Stt.Transform.Normalization.English;
using Swictation.Stt.Transform.Words;

namespace Swictation.Stt.Transform.Normalization;

/// <summary>
/// Inverse text normalisation of English: numbers, dates, times, amounts of money, percentages, measures, telephone numbers and addresses as they are written instead of as
/// they are said. Safe for concurrent use.
/// </summary>
/// <remarks>
/// <para>
/// It is sober: words that may be meant as words stay words. Zero to nine stay words unless something counts or measures with them ("five percent"); "second", "may", "march",
/// "one" and "a half" do unless a phrase around them makes a date or a number of them. Text without such a phrase comes back as it is, to the character. What each
/// rule needs is said in docs/corrections.md.
/// </para>
/// <para>
/// At each word the rules are tried in the order address, time, date, quantity, digits, number, and the first that finds a phrase writes it; the search goes on behind it. A
/// phrase has no punctuation inside, except the comma in front of a year; the punctuation around it stays. Linear in the length of the text.
/// </para>
/// <para>Written text has no spoken numbers left, so that normalising it again changes nothing, as long as its phrases do not form new ones side by side.</para>
/// </remarks>
public static class InverseTextNormalizer
{
    /// <summary>Normalises a text.</summary>
    /// <param name="text">The text, in any case, with or without punctuation.</param>
    /// <returns>The text and its pieces.</returns>
    public static NormalizedText Normalize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        char[] destination = new char[text.Length + 64];
        var pieces = new NormalizedPiece[(text.Length + 1) / 2];
        int length;
        int count;
        while (!TryNormalize(text, destination, out length, pieces, out count))
            destination = new char[destination.Length * 2];
        return new NormalizedText(destination.AsSpan(0, length).SequenceEqual(text) ? text : new string(destination, 0, length), pieces[..count]);
    }

    /// <summary>Normalises a text without allocating.</summary>
    /// <param name="text">The text.</param>
    /// <param name="destination">Where the normalised text is written; it must not overlap the text.</param>
    /// <param name="charsWritten">The length of the normalised text; 0 where a buffer is too small.</param>
    /// <returns><see langword="false"/> where the destination is too small: try again with a larger one.</returns>
    public static bool TryNormalize(ReadOnlySpan<char> text, Span<char> destination, out int charsWritten) =>
        TryNormalize(text, destination, out charsWritten, default, out _, wantsPieces: false);

    /// <summary>Normalises a text without allocating, and tells which words each piece came from.</summary>
    /// <param name="text">The text.</param>
    /// <param name="destination">Where the normalised text is written; it must not overlap the text.</param>
    /// <param name="charsWritten">The length of the normalised text; 0 where a buffer is too small.</param>
    /// <param name="pieces">Where the pieces are written; at most as many as the text has words, so half its length rounded up is always enough.</param>
    /// <param name="pieceCount">How many pieces there are; 0 where a buffer is too small.</param>
    /// <returns><see langword="false"/> where a buffer is too small: try again with a larger one.</returns>
    public static bool TryNormalize(ReadOnlySpan<char> text, Span<char> destination, out int charsWritten, Span<NormalizedPiece> pieces, out int pieceCount) =>
        TryNormalize(text, destination, out charsWritten, pieces, out pieceCount, wantsPieces: true);

    private static bool TryNormalize(
        ReadOnlySpan<char> text, Span<char> destination, out int charsWritten, Span<NormalizedPiece> pieces, out int pieceCount, bool wantsPieces)
    {
        SpokenWord[] words = ArrayPool<SpokenWord>.Shared.Rent(text.Length / 2 + 1); // as many words as there can be
        Lexeme[] lexemes = ArrayPool<Lexeme>.Shared.Rent(words.Length);
        try
        {
            int count = WordSplitter.Split(text, ref words);
            var pass = NormalizationPass.Prepare(text, words.AsSpan(0, count), ref lexemes);
            return Write(pass, destination, out charsWritten, pieces, out pieceCount, wantsPieces);
        }
        finally
        {
            ArrayPool<SpokenWord>.Shared.Return(words);
            ArrayPool<Lexeme>.Shared.Return(lexemes);
        }
    }

    private static bool Write(
        NormalizationPass pass, Span<char> destination, out int charsWritten, Span<NormalizedPiece> pieces, out int pieceCount, bool wantsPieces)
    {
        charsWritten = 0;
        pieceCount = 0;
        Utterance words = pass.Words;
        var output = new OutputBuffer(destination);
        int copied = 0;
        int written = 0;
        int lastTimeEnd = 0;
        for (int i = 0; i < words.Words.Length;)
        {
            SpokenWord word = words.Words[i];
            output.Append(words.Text[copied..word.Start]);
            int start = output.Length;
            output.Append(word.MarksBefore(words.Text));
            int taken = pass.WritePhrase(i, ref lastTimeEnd, ref output, out NormalizationKind kind);
            SpokenWord last = words.Words[i + Math.Max(0, taken - 1)];
            if (taken == 0)
                output.Append(word.CoreOf(words.Text));
            ReadOnlySpan<char> marks = last.MarksAfter(words.Text);
            if (taken > 0 && marks.StartsWith('.') && !output.IsTooSmall && output.Written[^1] == '.')
                marks = marks[1..]; // "3 p.m." ends a sentence with one point
            output.Append(marks);
            copied = last.End;
            if (wantsPieces)
            {
                if (written == pieces.Length)
                    return false;
                pieces[written++] = new NormalizedPiece(i, Math.Max(1, taken), start, output.Length - start, kind);
            }

            i += Math.Max(1, taken);
        }

        output.Append(words.Text[copied..]);
        if (output.IsTooSmall)
            return false;
        (charsWritten, pieceCount) = (output.Length, written);
        return true;
    }
}
