namespace Swictation.Stt.Transform.Corrections;

/// <summary>The words of a text as they are needed, a few of them at a time: one pass, no list of words, no heap.</summary>
internal ref struct WordWindow
{
    /// <summary>How many words are kept, a power of two above the longest phrase and what is looked at beyond it.</summary>
    public const int Capacity = 4 * CorrectionEntry.MaxWords;

    private readonly ReadOnlySpan<char> _text;
    private readonly Vocabulary _words;
    private readonly Span<TextWord> _ring;
    private int _read; // words read so far
    private int _position;

    /// <summary>Initializes a new instance.</summary>
    /// <param name="text">The text.</param>
    /// <param name="words">The words that are known.</param>
    /// <param name="ring">Room for <see cref="Capacity"/> words.</param>
    public WordWindow(ReadOnlySpan<char> text, Vocabulary words, Span<TextWord> ring)
    {
        _text = text;
        _words = words;
        _ring = ring;
    }

    /// <summary>Makes sure that a word is in the window.</summary>
    /// <returns>False where the text has no such word.</returns>
    public bool Has(int index)
    {
        while (_read <= index)
        {
            while (_position < _text.Length && char.IsWhiteSpace(_text[_position]))
                _position++;
            if (_position == _text.Length)
                return false;
            int start = _position;
            while (_position < _text.Length && !char.IsWhiteSpace(_text[_position]))
                _position++;
            _ring[_read++ & (Capacity - 1)] = new TextWord(_text, start, _position, _words);
        }

        return true;
    }

    /// <summary>Gets a word of the window.</summary>
    public readonly ref TextWord this[int index] => ref _ring[index & (Capacity - 1)];
}
