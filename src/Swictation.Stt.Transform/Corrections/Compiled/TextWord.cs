using System.Runtime.CompilerServices;

namespace Swictation.Stt.Transform.Corrections;

/// <summary>A word of a text: what stands between white space, with the parts that are looked up.</summary>
internal struct TextWord
{
    private Forms _forms;

    /// <summary>Initializes a new instance and looks its parts up.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the word begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="words">The words that are known.</param>
    public TextWord(ReadOnlySpan<char> text, int start, int end, Vocabulary words)
    {
        (Start, End) = (start, end);
        int coreStart = start;
        int coreEnd = end;
        while (coreStart < end && IsMark(text[coreStart]))
            coreStart++;
        while (coreEnd > coreStart && IsMark(text[coreEnd - 1]))
            coreEnd--;
        int stemEnd = coreEnd - coreStart > 2 && text[coreEnd - 1] is 's' or 'S' && text[coreEnd - 2] is '\'' or '’' ? coreEnd - 2 : coreEnd;

        Add(text, start, end, words);
        if (coreEnd < end)
            Add(text, start, coreEnd, words);
        if (coreStart > start)
            Add(text, coreStart, coreEnd, words);
        if (stemEnd < coreEnd)
            Add(text, coreStart, stemEnd, words);
        Stem = new WordForm(coreStart, stemEnd, _forms[FormCount - 1].Id);
    }

    /// <summary>Gets where the word begins in the text.</summary>
    public int Start { get; }

    /// <summary>Gets where the word ends in the text.</summary>
    public int End { get; }

    /// <summary>Gets how many forms there are: 1 to 4, from the whole word to the least of it.</summary>
    public int FormCount { get; private set; }

    /// <summary>Gets the least of it: without punctuation and without the 's of a possessive.</summary>
    public WordForm Stem { get; }

    /// <summary>Gets or sets how many words the exact match has that begins here, 0 for none, -1 where nobody has looked.</summary>
    public int ExactLength { get; set; } = -1;

    /// <summary>Gets a form.</summary>
    public readonly WordForm this[int index] => _forms[index];

    /// <summary>Tells whether a character is one that may stand around a word without being part of it.</summary>
    private static bool IsMark(char c) => c < 128
        ? c is '.' or ',' or ';' or ':' or '!' or '?' or '"' or '\'' or '(' or ')' or '[' or ']' or '{' or '}' or '*' or '-'
        : char.IsPunctuation(c);

    private void Add(ReadOnlySpan<char> text, int start, int end, Vocabulary words)
    {
        _forms[FormCount++] = new WordForm(start, end, words.Find(text[start..end]));
    }

    [InlineArray(4)]
    private struct Forms
    {
        private WordForm _first;
    }
}
