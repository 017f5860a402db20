namespace Swictation.Stt.Whisper;

/// <summary>The text before a window that the next one is conditioned on. For one thread.</summary>
internal sealed class PromptHistory
{
    private readonly int[] _initial;
    private readonly bool _carriesInitial;
    private readonly bool _conditions;
    private readonly int _budget;
    private readonly List<int> _tokens = [];

    /// <summary>Initializes a new instance of the <see cref="PromptHistory"/> class.</summary>
    /// <param name="initial">The tokens of the initial prompt; may be empty.</param>
    /// <param name="carriesInitial">Whether the initial prompt stays in front of every window, not only until it is crowded out or dropped.</param>
    /// <param name="conditions">Whether windows see the text before them.</param>
    /// <param name="budget">How many tokens fit (<see cref="PromptBuilder.MaximumPromptLength"/>).</param>
    public PromptHistory(ReadOnlySpan<int> initial, bool carriesInitial, bool conditions, int budget)
    {
        _initial = initial.Length > budget ? initial[^budget..].ToArray() : initial.ToArray();
        _carriesInitial = carriesInitial;
        _conditions = conditions;
        _budget = budget;
        if (!carriesInitial)
            _tokens.AddRange(_initial);
    }

    /// <summary>Gets the prompt of the next window, at most as long as the budget.</summary>
    public int[] Next() => _carriesInitial ? [.. _initial, .. _tokens] : [.. _tokens];

    /// <summary>Adds the tokens of a window, timestamps included, as the reference does.</summary>
    public void Add(ReadOnlySpan<int> tokens)
    {
        _tokens.AddRange(tokens);
        int room = _carriesInitial ? _budget - _initial.Length : _budget;
        if (_tokens.Count > room)
            _tokens.RemoveRange(0, _tokens.Count - room);
    }

    /// <summary>Ends a window: its text is forgotten where windows do not see the text before them, or it was sampled too freely to be trusted.</summary>
    /// <param name="temperature">The temperature that the window was sampled at.</param>
    public void EndWindow(double temperature)
    {
        // 0.5 as in the reference: above it a failure would feed itself.
        if (!_conditions || temperature > 0.5)
            _tokens.Clear();
    }
}
