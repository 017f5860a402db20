namespace Swictation.Stt.Transform.Corrections;

/// <summary>
/// A trie over the numbers of words, its edges in one hash table. A node that ends a phrase has the entries of the phrase, and knows whether the
/// phrase is what some entry writes. Filled while a dictionary is compiled, unchanging afterwards.
/// </summary>
internal sealed class PhraseTrie
{
    public const int Root = 0;
    public const int None = -1;

    private readonly Dictionary<ulong, int> _building = [];
    private readonly List<Node> _nodes = [new Node()];
    private readonly List<(int Entry, int Next)> _entries = [];
    private ulong[] _keys = [];
    private int[] _targets = [];
    private Node[] _frozen = [];
    private int[] _first = [];
    private (int Entry, int Next)[] _chain = [];

    /// <summary>Adds a phrase that an entry is found in.</summary>
    public void AddSpoken(ReadOnlySpan<int> words, int entry)
    {
        int node = Walk(words);
        _entries.Add((entry, _nodes[node].FirstEntry));
        _nodes[node] = _nodes[node] with { FirstEntry = _entries.Count - 1 };
    }

    /// <summary>Adds a phrase that is left alone, because an entry writes it.</summary>
    public void AddWritten(ReadOnlySpan<int> words)
    {
        int node = Walk(words);
        _nodes[node] = _nodes[node] with { IsWritten = true };
    }

    /// <summary>Lays the trie out for reading.</summary>
    /// <param name="wordCount">How many words there are.</param>
    public void Freeze(int wordCount)
    {
        int capacity = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, _building.Count * 2));
        _keys = new ulong[capacity];
        _targets = new int[capacity];
        _first = new int[wordCount];
        Array.Fill(_first, None);
        foreach ((ulong key, int target) in _building)
        {
            if (key >> 32 == Root)
            {
                _first[(int)(uint)key] = target;
                continue;
            }

            int slot = Slot(key);
            while (_targets[slot] != 0)
                slot = (slot + 1) & (capacity - 1);
            (_keys[slot], _targets[slot]) = (key, target);
        }

        _frozen = [.. _nodes];
        _chain = [.. _entries];
    }

    /// <summary>Gets the node that a word leads to; <see cref="None"/> where it leads nowhere.</summary>
    public int Step(int node, int word)
    {
        if (word < 0)
            return None;
        if (node == Root)
            return _first[word];
        ulong key = Key(node, word);
        for (int slot = Slot(key); _targets[slot] != 0; slot = (slot + 1) & (_keys.Length - 1))
        {
            if (_keys[slot] == key)
                return _targets[slot];
        }

        return None;
    }

    /// <summary>Gets whether a node ends a phrase that an entry writes.</summary>
    public bool IsWritten(int node) => _frozen[node].IsWritten;

    /// <summary>Gets where the chain of entries of a node begins; <see cref="None"/> where it has none.</summary>
    public int FirstEntry(int node) => _frozen[node].FirstEntry;

    /// <summary>Gets an entry of a chain, and where the chain goes on.</summary>
    public (int Entry, int Next) EntryAt(int position) => _chain[position];

    private static ulong Key(int node, int word) => ((ulong)(uint)node << 32) | (uint)word;

    private int Slot(ulong key) => (int)((key * 0x9E3779B97F4A7C15) >> 40) & (_keys.Length - 1); // Fibonacci hashing

    private int Walk(ReadOnlySpan<int> words)
    {
        int node = Root;
        foreach (int word in words)
        {
            ulong key = Key(node, word);
            if (!_building.TryGetValue(key, out int next))
            {
                next = _nodes.Count;
                _nodes.Add(new Node());
                _building.Add(key, next);
            }

            node = next;
        }

        return node;
    }

    private readonly record struct Node()
    {
        public int FirstEntry { get; init; } = None;

        public bool IsWritten { get; init; }
    }
}
