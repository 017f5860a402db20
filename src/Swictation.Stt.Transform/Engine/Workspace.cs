using Swictation.Stt.Transform.Corrections;
using Swictation.Stt.Transform.Normalization.English;
using Swictation.Stt.Transform.Words;

namespace Swictation.Stt.Transform.Engine;

/// <summary>The buffers of a transformer. They grow to the longest utterance and are used again.</summary>
internal sealed class Workspace
{
    private char[] _text = new char[256];
    private TransformPiece[] _pieces = new TransformPiece[64];
    private (int Offset, TransformState State)[] _sentences = new (int, TransformState)[16];
    private int _sentenceCount;

    public SpokenWord[] Words = new SpokenWord[64];

    /// <summary>The numbers of the words in the vocabulary of the rules.</summary>
    public int[] Ids = new int[64];

    /// <summary>What the words can do in a phrase of inverse text normalisation; filled only for that.</summary>
    public Lexeme[] Lexemes = [];

    public int TextLength { get; private set; }

    public int PieceCount { get; private set; }

    public ReadOnlySpan<char> Text => _text.AsSpan(0, TextLength);

    public ReadOnlySpan<TransformPiece> Pieces => _pieces.AsSpan(0, PieceCount);

    /// <summary>Gets where sentences have begun within the utterance, and the states there.</summary>
    public ReadOnlySpan<(int Offset, TransformState State)> Sentences => _sentences.AsSpan(0, _sentenceCount);

    public void Clear()
    {
        _pieces.AsSpan(0, PieceCount).Clear();
        (TextLength, PieceCount, _sentenceCount) = (0, 0, 0);
    }

    public void Append(char value)
    {
        if (TextLength == _text.Length)
            Array.Resize(ref _text, 2 * TextLength);
        _text[TextLength++] = value;
    }

    public void Append(ReadOnlySpan<char> value) => value.CopyTo(Reserve(value.Length));

    /// <summary>Makes room at the end of the text, which the caller fills.</summary>
    public Span<char> Reserve(int length)
    {
        if (TextLength + length > _text.Length)
            Array.Resize(ref _text, Math.Max(2 * _text.Length, TextLength + length));
        TextLength += length;
        return _text.AsSpan(TextLength - length, length);
    }

    public void Add(in TransformPiece piece)
    {
        if (PieceCount == _pieces.Length)
            Array.Resize(ref _pieces, 2 * PieceCount);
        _pieces[PieceCount++] = piece;
    }

    /// <summary>Makes the pieces tell the words that the corrected words came from.</summary>
    public void TraceBack(CorrectedUtterance corrected)
    {
        foreach (ref TransformPiece piece in _pieces.AsSpan(0, PieceCount))
        {
            CorrectionEntry? entry = null;
            for (int i = piece.FirstWord; i < piece.FirstWord + piece.WordCount; i++)
                entry ??= corrected.EntryOf(i);
            (int first, int count) = corrected.Origin(piece.FirstWord, piece.WordCount);
            piece = piece with { FirstWord = first, WordCount = count, Correction = entry };
        }
    }

    /// <summary>Makes the last piece end where the text ends now.</summary>
    public void ExtendLastPiece()
    {
        ref TransformPiece last = ref _pieces[PieceCount - 1];
        last = last with { TextLength = TextLength - last.TextStart };
    }

    public void AddSentence(in TransformState state)
    {
        if (_sentenceCount == _sentences.Length)
            Array.Resize(ref _sentences, 2 * _sentenceCount);
        _sentences[_sentenceCount++] = (TextLength, state);
    }
}
