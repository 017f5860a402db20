namespace Swictation.Stt.Transform.Words;

/// <summary>Numbers for words, found by their letters without regard to case and without allocation. Immutable; safe for concurrent use.</summary>
internal sealed class WordTable
{
    private readonly string[] _words;
    private readonly int[] _values;
    private readonly uint[] _hashes;
    private readonly int _mask;

    /// <summary>Initializes a new instance of the <see cref="WordTable"/> class.</summary>
    /// <param name="entries">The words and their numbers, at least 0; where a word is given twice the last number counts.</param>
    public WordTable(IEnumerable<KeyValuePair<string, int>> entries)
    {
        KeyValuePair<string, int>[] all = [.. entries];
        int size = 16;
        while (size < 4 * all.Length)
            size *= 2;
        _mask = size - 1;
        _words = new string[size];
        _values = new int[size];
        _hashes = new uint[size];
        foreach ((string word, int value) in all)
        {
            uint hash = Hash(word);
            int slot = (int)hash & _mask;
            while (_words[slot] is { } taken && !taken.Equals(word, StringComparison.OrdinalIgnoreCase))
                slot = (slot + 1) & _mask;
            (_words[slot], _values[slot], _hashes[slot]) = (word, value, hash);
        }
    }

    /// <summary>Finds a word.</summary>
    /// <returns>Its number, or -1 where the word is unknown.</returns>
    public int Find(ReadOnlySpan<char> word)
    {
        uint hash = Hash(word);
        for (int slot = (int)hash & _mask; _words[slot] is { } candidate; slot = (slot + 1) & _mask)
        {
            if (_hashes[slot] == hash && word.Equals(candidate, StringComparison.OrdinalIgnoreCase))
                return _values[slot];
        }

        return -1;
    }

    /// <summary>FNV-1a (Fowler, Noll and Vo) over upper-cased code units, which is what ordinal comparison without case compares.</summary>
    private static uint Hash(ReadOnlySpan<char> word)
    {
        uint hash = 2166136261;
        foreach (char c in word)
        {
            uint folded = c < 128 ? (c is >= 'a' and <= 'z' ? (uint)(c & ~0x20) : c) : char.ToUpperInvariant(c);
            hash = (hash ^ folded) * 16777619;
        }

        return hash ^ (hash >> 15);
    }
}
