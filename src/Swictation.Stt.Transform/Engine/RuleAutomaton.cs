using Swictation.Stt.Transform.Words;

namespace Swictation.Stt.Transform.Engine;

/// <summary>All phrases as one trie over words. Immutable; safe for concurrent use.</summary>
internal sealed class RuleAutomaton
{
    /// <summary>The state that no phrase leads to.</summary>
    public const int None = 0;

    private readonly WordTable _vocabulary;
    private readonly CompiledRule?[] _rules;
    private readonly int[] _first;
    private readonly ulong[] _keys;
    private readonly int[] _targets;
    private readonly int _mask;

    /// <summary>Initializes a new instance of the <see cref="RuleAutomaton"/> class.</summary>
    /// <param name="rules">The rules, each phrase once.</param>
    public RuleAutomaton(IReadOnlyCollection<CompiledRule> rules)
    {
        var words = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var edges = new Dictionary<(int State, int Word), int>();
        var ends = new List<CompiledRule?> { null };
        foreach (CompiledRule rule in rules)
            ends[Add(rule.Rule.Phrase)] = rule;
        foreach (CompiledRule rule in rules.Where(static rule => rule.Rule.Phrase.Count(' ') == 1))
        {
            // Some models write "at-sign" and "semi-colon".
            int end = Add(rule.Rule.Phrase.Replace(' ', '-'));
            ends[end] ??= rule;
        }

        _vocabulary = new WordTable(words);
        _rules = [.. ends];
        _first = new int[words.Count];
        int size = 16;
        while (size < 2 * edges.Count)
            size *= 2;
        _mask = size - 1;
        _keys = new ulong[size];
        _targets = new int[size];
        foreach (((int state, int word), int target) in edges)
        {
            if (state == None)
            {
                _first[word] = target;
                continue;
            }

            int slot = Slot(Key(state, word));
            while (_targets[slot] != None)
                slot = (slot + 1) & _mask;
            (_keys[slot], _targets[slot]) = (Key(state, word), target);
        }

        int Add(string phrase)
        {
            int state = None;
            for (int position = 0; WordSplitter.TryNext(phrase, ref position, out SpokenWord spoken);)
            {
                string word = spoken.CoreOf(phrase).ToString(); // as words of an utterance are looked up: without marks around them
                words.TryAdd(word, words.Count);
                if (!edges.TryGetValue((state, words[word]), out int next))
                {
                    next = ends.Count;
                    ends.Add(null);
                    edges.Add((state, words[word]), next);
                }

                state = next;
            }

            return state;
        }
    }

    /// <summary>Finds the number of a word that is in any phrase; -1 for all others.</summary>
    public int FindWord(ReadOnlySpan<char> word) => _vocabulary.Find(word);

    /// <summary>Gets where a phrase that begins with a word leads.</summary>
    public int Begin(int word) => word < 0 ? None : _first[word];

    /// <summary>Gets where a word leads from a state.</summary>
    public int Next(int state, int word)
    {
        if (word < 0)
            return None;
        ulong key = Key(state, word);
        for (int slot = Slot(key); _targets[slot] != None; slot = (slot + 1) & _mask)
        {
            if (_keys[slot] == key)
                return _targets[slot];
        }

        return None;
    }

    /// <summary>Gets the rule whose phrase ends in a state; null where none does.</summary>
    public CompiledRule? RuleAt(int state) => _rules[state];

    private static ulong Key(int state, int word) => ((ulong)(uint)state << 32) | (uint)word;

    /// <summary>Fibonacci hashing (Knuth, The Art of Computer Programming, volume 3, 6.4).</summary>
    private int Slot(ulong key) => (int)((key * 11400714819323198485UL) >> 32) & _mask;
}
