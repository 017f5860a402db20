namespace Swictation.Stt.Parakeet;

/// <summary>
/// An Aho-Corasick automaton over token numbers: the phrases to lean towards. Immutable; in flat arrays, so that tens of thousands of
/// phrases cost little memory and a step costs no allocation.
/// </summary>
/// <remarks>
/// The bonus of an arc is the phrase's weight, and deeper in a phrase ln(depth + 1) more, as in NeMo's boosting tree
/// (<c>nemo/collections/asr/parts/context_biasing/boosting_graph_batched.py</c>): the further a phrase has come, the likelier it is meant.
/// </remarks>
internal sealed class BoostAutomaton
{
    public const int Root = 0;

    private readonly int[] _firstEdge;
    private readonly int[] _edgeToken;
    private readonly int[] _edgeTarget;
    private readonly float[] _edgeBonus;
    private readonly int[] _fail;
    private readonly int[] _depth;
    private readonly int[] _longestMatch;

    public BoostAutomaton(IReadOnlyList<(int[] Tokens, float Weight)> phrases)
    {
        List<Node> nodes = BuildTrie(phrases);
        int count = nodes.Count;
        _firstEdge = new int[count + 1];
        _edgeToken = new int[count - 1];
        _edgeTarget = new int[count - 1];
        _edgeBonus = new float[count - 1];
        _fail = new int[count];
        _depth = new int[count];
        _longestMatch = new int[count];
        int edge = 0;
        for (int i = 0; i < count; i++)
        {
            _firstEdge[i] = edge;
            _depth[i] = nodes[i].Depth;
            foreach ((int token, int target) in nodes[i].Children)
            {
                _edgeToken[edge] = token;
                _edgeTarget[edge] = target;
                _edgeBonus[edge++] = nodes[target].Weight + (nodes[i].Depth == 0 ? 0 : MathF.Log(nodes[i].Depth + 1));
            }
        }

        _firstEdge[count] = edge;
        Link(nodes);
    }

    /// <summary>Gets how many of the last tokens lie on a phrase, in the state after them.</summary>
    public int Depth(int state) => _depth[state];

    /// <summary>Gets the length of the longest phrase that ends exactly in a state; 0 where none does.</summary>
    public int LongestMatch(int state) => _longestMatch[state];

    /// <summary>Moves on by one token.</summary>
    public int Step(int state, int token)
    {
        while (true)
        {
            int edge = FindEdge(state, token);
            if (edge >= 0)
                return _edgeTarget[edge];
            if (state == Root)
                return Root;
            state = _fail[state];
        }
    }

    /// <summary>Gives the token that wins once the phrases have their bonus, and that bonus.</summary>
    /// <param name="scores">The scores of all tokens.</param>
    /// <param name="best">The winner without phrases.</param>
    /// <param name="state">The state after the tokens so far.</param>
    /// <param name="bonus">Receives the bonus that the token has.</param>
    public int Choose(ReadOnlySpan<float> scores, int best, int state, out float bonus)
    {
        int winner = best;
        float top = scores[best];
        bonus = 0;
        for (int s = state; ; s = _fail[s])
        {
            for (int edge = _firstEdge[s]; edge < _firstEdge[s + 1]; edge++)
            {
                float score = scores[_edgeToken[edge]] + _edgeBonus[edge];
                if (score > top)
                    (winner, top, bonus) = (_edgeToken[edge], score, _edgeBonus[edge]);
            }

            if (s == Root)
                return winner;
        }
    }

    private static List<Node> BuildTrie(IReadOnlyList<(int[] Tokens, float Weight)> phrases)
    {
        var nodes = new List<Node> { new(0) };
        foreach ((int[] tokens, float weight) in phrases)
        {
            int state = Root;
            foreach (int token in tokens)
            {
                if (!nodes[state].Children.TryGetValue(token, out int next))
                {
                    next = nodes.Count;
                    nodes[state].Children.Add(token, next);
                    nodes.Add(new Node(nodes[state].Depth + 1));
                }

                state = next;
                nodes[state].Weight = Math.Max(nodes[state].Weight, weight);
            }

            nodes[state].IsEnd = tokens.Length > 0;
        }

        return nodes;
    }

    /// <summary>Sets the failure links breadth-first, so that a shorter suffix is always linked before a longer one.</summary>
    private void Link(List<Node> nodes)
    {
        var queue = new Queue<int>();
        queue.Enqueue(Root);
        while (queue.TryDequeue(out int state))
        {
            foreach ((int token, int target) in nodes[state].Children)
            {
                _fail[target] = state == Root ? Root : Step(_fail[state], token);
                _longestMatch[target] = nodes[target].IsEnd ? _depth[target] : _longestMatch[_fail[target]];
                queue.Enqueue(target);
            }
        }
    }

    private int FindEdge(int state, int token)
    {
        int first = _firstEdge[state];
        int index = Array.BinarySearch(_edgeToken, first, _firstEdge[state + 1] - first, token);
        return index >= 0 ? index : -1;
    }

    private sealed class Node(int depth)
    {
        public int Depth { get; } = depth;

        public float Weight { get; set; }

        public bool IsEnd { get; set; }

        public SortedList<int, int> Children { get; } = [];
    }
}
