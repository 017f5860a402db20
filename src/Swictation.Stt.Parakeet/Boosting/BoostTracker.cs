namespace Swictation.Stt.Parakeet;

/// <summary>
/// Follows one utterance through the automaton and keeps the promise that phrases change nothing unless one is heard whole: from the
/// first token that only won by its bonus, the decoder is on trial; where the phrase then does not come to its end, the decoder goes back
/// to that token and takes the model's own choice.
/// </summary>
internal sealed class BoostTracker
{
    private BoostAutomaton? _automaton;
    private int _state;
    private int _trialState;
    private int _tokensOnTrial;
    private bool _holdBack;

    /// <summary>What a decoder has to do after a token.</summary>
    public enum Verdict
    {
        /// <summary>Go on.</summary>
        Continue,

        /// <summary>Go back to where the trial began.</summary>
        RollBack,
    }

    /// <summary>Gets where the tracker stands, for <see cref="Resume"/>: on trial, where that began.</summary>
    public Position Current => OnTrial ? new Position(_trialState, HoldBack: false) : new Position(_state, _holdBack);

    /// <summary>Gets whether the decoder is on trial.</summary>
    public bool OnTrial { get; private set; }

    public void Start(BoostAutomaton? automaton) => Resume(automaton, default);

    /// <summary>Goes on in the middle of an utterance.</summary>
    public void Resume(BoostAutomaton? automaton, Position position)
    {
        _automaton = automaton;
        (_state, _holdBack) = position;
        OnTrial = false;
    }

    /// <summary>Chooses a token where the model's own choice is not a blank.</summary>
    /// <param name="scores">The scores of all tokens.</param>
    /// <param name="best">The model's own choice.</param>
    /// <param name="beginsTrial">Whether the decoder has to note where it is before it takes the token.</param>
    /// <param name="bonus">Receives the bonus of the token.</param>
    public int Choose(ReadOnlySpan<float> scores, int best, out bool beginsTrial, out float bonus)
    {
        beginsTrial = false;
        bonus = 0;
        if (_automaton is null)
            return best;
        if (_holdBack)
        {
            _holdBack = false; // here the last trial began
            return best;
        }

        int token = _automaton.Choose(scores, best, _state, out bonus);
        if (token == best || OnTrial)
            return token;
        beginsTrial = true;
        OnTrial = true;
        _trialState = _state;
        _tokensOnTrial = 0;
        return token;
    }

    /// <summary>Takes note of an emitted token.</summary>
    public Verdict Accept(int token)
    {
        if (_automaton is null)
            return Verdict.Continue;
        _state = _automaton.Step(_state, token);
        if (!OnTrial)
            return Verdict.Continue;
        _tokensOnTrial++;
        if (_automaton.LongestMatch(_state) >= _tokensOnTrial)
        {
            OnTrial = false; // a whole phrase that covers every token since the first bonus
            return Verdict.Continue;
        }

        return _automaton.Depth(_state) < _tokensOnTrial ? RollBack() : Verdict.Continue;
    }

    /// <summary>Takes note of the end of the audio: an unfinished phrase was not heard.</summary>
    public Verdict Finish() => OnTrial ? RollBack() : Verdict.Continue;

    private Verdict RollBack()
    {
        OnTrial = false;
        _state = _trialState;
        _holdBack = true;
        return Verdict.RollBack;
    }

    /// <summary>Where a tracker stands between two tokens.</summary>
    /// <param name="State">The automaton's state; the default is its root.</param>
    /// <param name="HoldBack">Whether the next token is the model's own choice, because a trial that began there failed.</param>
    public readonly record struct Position(int State, bool HoldBack);
}
