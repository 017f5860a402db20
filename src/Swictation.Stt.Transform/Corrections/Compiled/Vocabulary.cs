namespace Swictation.Stt.Transform.Corrections;

/// <summary>
/// Numbers words without regard to case, apostrophes straight or curved alike. An open hash table over one block of characters: finding a word
/// allocates nothing. Filled while a dictionary is compiled, unchanging afterwards.
/// </summary>
internal sealed class Vocabulary
{
    private const int Empty = -1;
    private const uint HashSeed = 2166136261; // FNV-1a
    private const uint HashFactor = 16777619;

    private int[] _slots = NewSlots(1024);
    private uint[] _hashes = new uint[512];
    private int[] _ends = new int[512];
    private char[] _text = new char[4096];

    /// <summary>Gets how many words there are; their numbers are below.</summary>
    public int Count { get; private set; }

    /// <summary>Gets the length of the longest word.</summary>
    public int LongestWord { get; private set; }

    /// <summary>Gets the number of a word; -1 where it is none of the table's.</summary>
    public int Find(ReadOnlySpan<char> word)
    {
        if (word.Length > LongestWord || word.IsEmpty)
            return -1;
        return _slots[FindSlot(word, Hash(word))];
    }

    /// <summary>Gets the number of a word, which it is given if it has none yet.</summary>
    public int Add(ReadOnlySpan<char> word)
    {
        uint hash = Hash(word);
        int slot = FindSlot(word, hash);
        if (_slots[slot] != Empty)
            return _slots[slot];
        int start = Count == 0 ? 0 : _ends[Count - 1];
        if (Count == _hashes.Length)
        {
            Array.Resize(ref _hashes, Count * 2);
            Array.Resize(ref _ends, Count * 2);
        }

        if (start + word.Length > _text.Length)
            Array.Resize(ref _text, Math.Max(_text.Length * 2, start + word.Length));
        for (int i = 0; i < word.Length; i++)
            _text[start + i] = Fold(word[i]);
        _hashes[Count] = hash;
        _ends[Count] = start + word.Length;
        _slots[slot] = Count++;
        LongestWord = Math.Max(LongestWord, word.Length);
        if (Count * 2 > _slots.Length)
            Grow();
        return Count - 1;
    }

    /// <summary>Gets a character as words are compared: in lower case, and an apostrophe straight.</summary>
    public static char Fold(char c)
    {
        if (c < 128)
            return c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c;
        return c == '’' ? '\'' : char.ToLowerInvariant(c);
    }

    private static uint Hash(ReadOnlySpan<char> word)
    {
        uint hash = HashSeed;
        foreach (char c in word)
            hash = (hash ^ Fold(c)) * HashFactor;
        return hash ^ (hash >> 15);
    }

    private static int[] NewSlots(int length)
    {
        int[] slots = new int[length];
        Array.Fill(slots, Empty);
        return slots;
    }

    /// <summary>Gets the slot that holds the word, or the one where it would be.</summary>
    private int FindSlot(ReadOnlySpan<char> word, uint hash)
    {
        int mask = _slots.Length - 1;
        for (int slot = (int)hash & mask; ; slot = (slot + 1) & mask)
        {
            int id = _slots[slot];
            if (id == Empty || (_hashes[id] == hash && IsWord(id, word)))
                return slot;
        }
    }

    private bool IsWord(int id, ReadOnlySpan<char> word)
    {
        int start = id == 0 ? 0 : _ends[id - 1];
        if (_ends[id] - start != word.Length)
            return false;
        for (int i = 0; i < word.Length; i++)
        {
            if (_text[start + i] != Fold(word[i]))
                return false;
        }

        return true;
    }

    private void Grow()
    {
        _slots = NewSlots(_slots.Length * 2);
        int mask = _slots.Length - 1;
        for (int id = 0; id < Count; id++)
        {
            int slot = (int)_hashes[id] & mask;
            while (_slots[slot] != Empty)
                slot = (slot + 1) & mask;
            _slots[slot] = id;
        }
    }
}
