using Swictation.Stt.Transform.Words;

namespace Swictation.Stt.Transform.Corrections;

/// <summary>
/// An utterance with a lexicon applied, for the transform: each piece is one word of it, so that no rule takes apart what an entry wrote. The buffers are
/// used again.
/// </summary>
internal sealed class CorrectedUtterance
{
    private char[] _text = new char[256];
    private CorrectionPiece[] _pieces = new CorrectionPiece[64];
    private int _length;
    private int _count;
    private CorrectionLexicon _lexicon = CorrectionLexicon.Empty;

    public ReadOnlySpan<char> Text => _text.AsSpan(0, _length);

    /// <summary>Applies a lexicon.</summary>
    public void Apply(CorrectionLexicon lexicon, ReadOnlySpan<char> utterance)
    {
        _lexicon = lexicon;
        if (_pieces.Length < (utterance.Length + 1) / 2)
            _pieces = new CorrectionPiece[utterance.Length];
        if (_text.Length < utterance.Length)
            _text = new char[2 * utterance.Length];
        while (!lexicon.TryApply(utterance, _text, out _length, _pieces, out _count))
            _text = new char[2 * _text.Length];
    }

    /// <summary>Gives the words: one for each piece.</summary>
    /// <returns>How many there are.</returns>
    public int GetWords(ref SpokenWord[] words)
    {
        if (words.Length < _count)
            words = new SpokenWord[2 * _count];
        for (int i = 0; i < _count; i++)
        {
            CorrectionPiece piece = _pieces[i];
            int position = piece.Start;
            if (!piece.IsReplaced)
            {
                WordSplitter.TryNext(Text, ref position, out words[i]);
                continue;
            }

            string written = _lexicon.Entries[piece.Entry].Written;
            int core = piece.Start + Math.Max(0, Text.Slice(piece.Start, piece.Length).IndexOf(written, StringComparison.OrdinalIgnoreCase));
            words[i] = new SpokenWord(piece.Start, piece.Length, core, Math.Min(written.Length, piece.Start + piece.Length - core));
        }

        return _count;
    }

    /// <summary>Gets the entry that wrote a word; <see langword="null"/> where none did.</summary>
    public CorrectionEntry? EntryOf(int word) => _pieces[word].IsReplaced ? _lexicon.Entries[_pieces[word].Entry] : null;

    /// <summary>Gets whether the letter case of a word is the entry's own, and no sentence start changes it.</summary>
    public bool HasOwnCase(int word) => _pieces[word].IsReplaced && !_lexicon.FollowsCase(_pieces[word].Entry);

    /// <summary>Gets the words of the utterance that words of the corrected one came from.</summary>
    public (int First, int Count) Origin(int first, int count)
    {
        CorrectionPiece last = _pieces[first + count - 1];
        return (_pieces[first].FirstWord, last.FirstWord + last.WordCount - _pieces[first].FirstWord);
    }
}
