using Swictation.Stt.Transform.Rules;

namespace Swictation.Stt.Transform.Engine;

/// <summary>Taking back, and pressing keys.</summary>
internal ref partial struct TransformRun
{
    private void TakeBack(RuleAction action, int first, int count, TransformRule rule)
    {
        StartRemembering();
        int removed;
        switch (action)
        {
            case RuleAction.DeleteUtterance:
                removed = _working.RemoveToPlace(ref _state);
                break;
            case RuleAction.DeleteWord:
                removed = _working.RemoveWord(ref _state);
                break;
            default:
                removed = _working.RemoveCharacter(ref _state);
                break;
        }

        AddBackspace(removed, first, count, rule);
    }

    /// <summary>Takes back the mark that a model put at the end of the utterance before, where this one begins with a mark that was said.</summary>
    /// <param name="rule">The rule of what was said.</param>
    /// <param name="first">Its first word.</param>
    /// <param name="count">How many words it takes.</param>
    /// <param name="isWritten">Whether what is to be written is there already.</param>
    private void ReplaceModelMark(CompiledRule rule, int first, int count, out bool isWritten)
    {
        isWritten = false;
        if (_state.ModelMark == '\0' || first > 0 || !rule.Has(SymbolTraits.Mark))
            return;
        isWritten = rule.Output is [var mark] && mark == _state.ModelMark;
        if (isWritten)
            return;
        StartRemembering();
        TransformState state = _state;
        AddBackspace(_working.RemoveCharacter(ref state), first, count, rule.Rule);
        _state.Last = state.Last;
    }

    private void AddBackspace(int removed, int first, int count, TransformRule rule) => _output.Add(new TransformPiece
    {
        Kind = removed > 0 ? TransformPieceKind.Backspace : TransformPieceKind.Nothing,
        TextStart = _output.TextLength,
        BackspaceCount = removed,
        FirstWord = first,
        WordCount = count,
        Rule = rule,
    });

    private void Press(KeyChord chord, CompiledRule rule, int first, int count)
    {
        _output.Add(new TransformPiece { Kind = TransformPieceKind.Key, TextStart = _output.TextLength, Chord = chord, FirstWord = first, WordCount = count, Rule = rule.Rule });
        StartRemembering();
        _working.Clear();
        if (chord is { Key: "Enter", Modifiers: KeyModifiers.None or KeyModifiers.Shift })
            (_state.WantsSpace, _state.Start, _state.Last) = (false, SentenceStart.Sentence, LastOutput.LineBreak);
        else if (chord.Modifiers is KeyModifiers.None or KeyModifiers.Shift)
            (_state.WantsSpace, _state.Last) = (false, LastOutput.Symbol);
        _state.ModelMark = '\0';
        _working.AddPlace(_state, isSentence: false);
    }

    /// <summary>Begins to remember what is typed as it is typed. Before, that is put off to the end, since few utterances need it.</summary>
    private void StartRemembering()
    {
        if (_isRemembered)
            return;
        _isRemembered = true;
        _working.CopyFrom(_before);
        _working.AddPlace(_initial, isSentence: false);
        int position = 0;
        foreach ((int offset, TransformState state) in _output.Sentences)
        {
            _working.Append(_output.Text[position..offset]);
            _working.AddPlace(state, isSentence: true);
            position = offset;
        }

        _working.Append(_output.Text[position..]);
    }

    private readonly void Remember(int start)
    {
        if (_isRemembered)
            _working.Append(_output.Text[start..]);
    }

    /// <summary>Remembers that a sentence begins here.</summary>
    private readonly void AddSentence()
    {
        if (_isRemembered)
            _working.AddPlace(_state, isSentence: true);
        else
            _output.AddSentence(_state);
    }
}
