using System.Globalization;
using System.Text;

namespace Swictation.Stt.Transform;

/// <summary>What an utterance came to. Immutable.</summary>
public sealed record TransformResult
{
    internal TransformResult(ReadOnlySpan<char> text, ReadOnlySpan<TransformPiece> pieces)
    {
        TypedText = text.ToString();
        Pieces = pieces.ToArray();
        Edits = ToEdits(text, pieces);
        var written = new StringBuilder(text.Length);
        ApplyTo(written);
        Text = written.ToString();
    }

    /// <summary>Gets the text that is there once the edits are done: typed text, less what was taken back of it. Keys leave nothing.</summary>
    public string Text { get; }

    /// <summary>Gets everything that is typed, also what is taken back later: what the pieces point into.</summary>
    public string TypedText { get; }

    /// <summary>Gets what is to be done, in order; text that follows on text is one edit.</summary>
    public IReadOnlyList<TransformEdit> Edits { get; }

    /// <summary>Gets the pieces, in order: which words and which rule made what.</summary>
    public IReadOnlyList<TransformPiece> Pieces { get; }

    /// <summary>Does the edits to a text: types at its end, and takes back from its end. Keys and commands leave it as it is.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is <see langword="null"/>.</exception>
    public void ApplyTo(StringBuilder text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (TransformEdit edit in Edits)
        {
            if (edit is TextEdit typed)
            {
                text.Append(typed.Text);
            }
            else if (edit is BackspaceEdit backspace)
            {
                int[] starts = StringInfo.ParseCombiningCharacters(text.ToString());
                text.Length = backspace.Count >= starts.Length ? 0 : starts[^backspace.Count];
            }
        }
    }

    private static TransformEdit[] ToEdits(ReadOnlySpan<char> text, ReadOnlySpan<TransformPiece> pieces)
    {
        var edits = new List<TransformEdit>();
        for (int i = 0; i < pieces.Length; i++)
        {
            TransformPiece piece = pieces[i];
            (int first, int count) = (piece.FirstWord, piece.WordCount);
            switch (piece.Kind)
            {
                case TransformPieceKind.Key:
                    edits.Add(new KeyEdit { Chord = piece.Chord, FirstWord = first, WordCount = count });
                    break;
                case TransformPieceKind.Backspace:
                    edits.Add(new BackspaceEdit { Count = piece.BackspaceCount, FirstWord = first, WordCount = count });
                    break;
                case TransformPieceKind.Command:
                    edits.Add(new CommandEdit { Command = piece.Command!, FirstWord = first, WordCount = count });
                    break;
                case TransformPieceKind.Text:
                    int last = i;
                    while (last + 1 < pieces.Length && pieces[last + 1].Kind is TransformPieceKind.Text or TransformPieceKind.Nothing)
                        last++;
                    int end = pieces[last].TextStart + pieces[last].TextLength;
                    if (end > piece.TextStart)
                        edits.Add(new TextEdit { Text = text[piece.TextStart..end].ToString(), FirstWord = first, WordCount = pieces[last].FirstWord + pieces[last].WordCount - first });
                    i = last;
                    break;
                default:
                    break;
            }
        }

        return [.. edits];
    }
}
