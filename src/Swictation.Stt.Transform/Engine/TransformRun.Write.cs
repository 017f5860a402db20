using Swictation.Stt.Transform.Normalization;
using Swictation.Stt.Transform.Numbers;
using Swictation.Stt.Transform.Rules;

namespace Swictation.Stt.Transform.Engine;

/// <summary>Writing words, numbers and symbols.</summary>
internal ref partial struct TransformRun
{
    /// <summary>Writes words as they are, the first of which stands for everything from a word on.</summary>
    private void WriteWords(int first, int covered, int coveredCount, CompiledRule rule)
    {
        int end = covered + coveredCount;
        for (int i = first; i < end; i++)
            WriteWord(i, i == first ? covered : i, i == first ? i + 1 - covered : 1, rule.Rule, _state.Case);
    }

    private void WriteWord(int index, int firstWord, int wordCount, TransformRule? rule, LetterCase letters)
    {
        BeginWord();
        if (IsLooseMark(index))
        {
            WriteLooseMark(index, firstWord, wordCount, rule);
            return;
        }

        int start = _output.TextLength;
        ReadOnlySpan<char> core = Core(index);
        bool isJoined = _join is not null && _hasJoined;
        bool wantsSpace = _state.WantsSpace || (_state.Last == LastOutput.Possessive && core.Length > 2 && !_state.NoSpaces);
        if (wantsSpace && !isJoined)
            _output.Append(' ');
        _output.Append(_words[index].MarksBefore(_text));
        if (_join is not null)
            WriteJoined(core);
        else
            WriteLetters(index, core, letters);
        _state.Last = AfterJoiner(LastOutput.Word);
        _state.IsKeyword = _rules.Mode.AttachesBrackets && WordLists.IsKeyword(core);
        EndText(start, firstWord, wordCount, rule);
        _state.Start = SentenceStart.No;
        (_hasOrdinaryWord, _lowersNext) = (true, false);
        Hold(index);
    }

    private void WriteLetters(int index, ReadOnlySpan<char> core, LetterCase letters)
    {
        Span<char> written = _output.Reserve(core.Length);
        core.CopyTo(written);
        switch (letters)
        {
            case LetterCase.Upper:
                core.ToUpperInvariant(written);
                return;
            case LetterCase.Lower:
                core.ToLowerInvariant(written);
                return;
            case LetterCase.Title:
                written[0] = char.ToUpperInvariant(written[0]);
                return;
            default:
                break;
        }

        if (_corrected?.HasOwnCase(index) == true)
            return;
        bool goesOn = _state.Last == LastOutput.Close && IsSpeechTag(index);
        if (_state.Start != SentenceStart.No && !goesOn && _rules.Mode.CapitalizesSentences)
            written[0] = char.ToUpperInvariant(written[0]);
        else if (_rules.CapitalizesPronoun && IsPronoun(core))
            written[0] = 'I';
        else if (_lowersNext && _rules.LowersCapitals && char.IsUpper(core[0]) && !IsPronoun(core) && !HasUpper(core[1..]))
            written[0] = char.ToLowerInvariant(written[0]);
    }

    /// <summary>Whether words behind a quotation say who said it, so that the sentence goes on: "Stop!" he yelled.</summary>
    private readonly bool IsSpeechTag(int index) =>
        WordLists.IsSpeechVerb(Core(index)) || (index + 1 < _words.Length && !_words[index].HasMarksAfter && WordLists.IsSpeechVerb(Core(index + 1)));

    private void WriteJoined(ReadOnlySpan<char> core)
    {
        string style = _join!.Output;
        if (_hasJoined && style is [.., '_' or '-'])
            _output.Append(style[^1]);
        Span<char> written = _output.Reserve(core.Length);
        if (style == "A_")
            core.ToUpperInvariant(written);
        else
            core.ToLowerInvariant(written);
        if (style == "A" || (style == "a" && _hasJoined))
            written[0] = char.ToUpperInvariant(written[0]);
        _hasJoined = true;
    }

    private void WriteNumber(in SpokenNumber number, int firstWord, int wordCount, TransformRule? rule)
    {
        BeginWord();
        int start = _output.TextLength;
        if (_state.WantsSpace && _state.Last != LastOutput.NumberDivider)
            _output.Append(' ');
        _output.Append(number.Text);
        _state.Last = AfterJoiner(LastOutput.Number);
        EndText(start, firstWord, wordCount, rule);
        (_state.Start, _lowersNext) = (SentenceStart.No, false);
    }

    private void WriteSymbol(CompiledRule rule, int first, int count)
    {
        ReplaceModelMark(rule, first, count, out bool isWritten);
        int start = _output.TextLength;
        bool isUnary = rule.Has(SymbolTraits.Unary)
            && _state.Last is LastOutput.Nothing or LastOutput.LineBreak or LastOutput.Operator or LastOutput.Open or LastOutput.Mark or LastOutput.NumberDivider;
        bool isBullet = rule.Has(SymbolTraits.Bullet) && _state.Last is LastOutput.Nothing or LastOutput.LineBreak;
        SymbolSpacing spacing = isBullet ? SymbolSpacing.Left : isUnary ? rule.Spacing | SymbolSpacing.Right : rule.Spacing;
        if (rule.Has(SymbolTraits.FollowsNames) && AttachesBracket(rule.Output))
            spacing |= SymbolSpacing.Left;
        if (!isWritten)
        {
            if (_state.WantsSpace && (spacing & SymbolSpacing.Left) == 0)
                _output.Append(' ');
            if (rule.Output != "." || !_state.EndsWithStop)
                WriteOutput(rule.Output);
        }

        SentenceStart before = _state.Start;
        _state.Last = LastAfter(rule, _output.Text[..start]);
        if (rule.Has(SymbolTraits.EndsSentence))
            _state.Start = SentenceStart.Sentence;
        else if (!rule.Has(SymbolTraits.Transparent) && !isBullet)
            _state.Start = SentenceStart.No;
        EndText(start, first, count, rule.Rule);
        _state.EndsWithStop = rule.Has(SymbolTraits.EndsWithStop);
        _state.WantsSpace = (spacing & SymbolSpacing.Right) == 0 && !_state.NoSpaces;
        if (_state.Start == SentenceStart.Sentence && before != SentenceStart.Sentence)
            AddSentence();
    }

    private readonly LastOutput LastAfter(CompiledRule rule, ReadOnlySpan<char> before) =>
        rule.Has(SymbolTraits.DividesNumbers) && _state.Last == LastOutput.Number ? LastOutput.NumberDivider
        : rule.Output is "'" or "’" && before is [.., var letter, 's' or 'S'] && char.IsLetter(letter) ? LastOutput.Possessive
        : rule.LeavesBehind;

    /// <summary>Writes what a rule types; letters in it follow "caps on".</summary>
    private readonly void WriteOutput(string output)
    {
        Span<char> written = _output.Reserve(output.Length);
        if (_state.Case == LetterCase.Upper)
            output.AsSpan().ToUpperInvariant(written);
        else
            output.CopyTo(written);
    }

    /// <summary>Whether a round or square bracket stands behind what it belongs to: "sum(", in code also behind every word that is no keyword.</summary>
    private readonly bool AttachesBracket(string bracket) => _state.Last switch
    {
        LastOutput.Name => true,
        LastOutput.Word or LastOutput.Address => _rules.Mode.AttachesBrackets && !_state.IsKeyword,
        LastOutput.Close => _rules.Mode.AttachesBrackets || bracket == "[",
        _ => false,
    };

    private void WriteQuote(CompiledRule rule, int first, int count)
    {
        int start = _output.TextLength;
        bool opens = rule.Action == RuleAction.OpenQuote || (rule.Action == RuleAction.Quote && (_state.OpenQuotes & rule.QuoteBit) == 0);
        if (opens)
        {
            if (_state.WantsSpace)
                _output.Append(' ');
            _output.Append(rule.Output);
            _state.OpenQuotes |= rule.QuoteBit;
            _state.Last = LastOutput.Open;
            if (!rule.Has(SymbolTraits.CapitalizesInside))
                _state.Start = SentenceStart.No;
            else if (_state.Start == SentenceStart.No)
                _state.Start = SentenceStart.Quotation;
        }
        else
        {
            _output.Append(rule.Rule.Closing);
            _state.OpenQuotes &= ~rule.QuoteBit;
            _state.Last = LastOutput.Close;
            if (_state.Start == SentenceStart.Quotation)
                _state.Start = SentenceStart.No;
        }

        EndText(start, first, count, rule.Rule);
        _state.WantsSpace = !opens && !_state.NoSpaces;
    }

    /// <summary>Whether a word is nothing but marks, such as the "?" that French sets apart.</summary>
    private readonly bool IsLooseMark(int index) => _words[index].CoreLength == _words[index].Length && !Core(index).ContainsAnyExcept(SentenceMarks);

    private void WriteLooseMark(int index, int firstWord, int wordCount, TransformRule? rule)
    {
        int start = _output.TextLength;
        ReadOnlySpan<char> mark = Core(index);
        if (_rules.SpacesMarks && mark.ContainsAny("?!:;"))
            _output.Append(mark.Contains(':') ? SymbolTable.HardSpace : SymbolTable.NarrowSpace);
        _output.Append(mark);
        _state.Last = LastOutput.Mark;
        EndText(start, firstWord, wordCount, rule);
        if (EndsSentence(mark))
            _state.Start = SentenceStart.Sentence;
    }

    /// <summary>Makes ready for a word or a number: marks that waited for what follows are written.</summary>
    private void BeginWord()
    {
        if (_held < 0)
            return;
        bool ends = EndsSentence(_words[_held].MarksAfter(_text)) && !WordLists.IsAbbreviation(Core(_held));
        FlushMarks();
        if (!ends)
            return;

        // The model's capitals say where its sentences begin; only taking back needs to know.
        SentenceStart start = _state.Start;
        _state.Start = SentenceStart.Sentence;
        AddSentence();
        _state.Start = start;
    }

    private readonly LastOutput AfterJoiner(LastOutput otherwise) => _state.Last switch
    {
        LastOutput.NameJoiner => LastOutput.Name,
        LastOutput.AddressJoiner => LastOutput.Address,
        _ => otherwise,
    };

    /// <summary>Ends a piece of text.</summary>
    private void EndText(int start, int firstWord, int wordCount, TransformRule? rule, NormalizationKind normalization = NormalizationKind.None)
    {
        _output.Add(new TransformPiece
        {
            Kind = _output.TextLength > start ? TransformPieceKind.Text : TransformPieceKind.Nothing,
            TextStart = start,
            TextLength = _output.TextLength - start,
            FirstWord = firstWord,
            WordCount = wordCount,
            Rule = rule,
            Normalization = normalization,
        });
        Remember(start);
        _state.WantsSpace = !_state.NoSpaces;
        (_state.EndsWithStop, _state.IsByCommand) = (false, false);
    }

    private static bool IsPronoun(ReadOnlySpan<char> word) => word[0] is 'i' or 'I' && (word.Length == 1 || word[1] is '\'' or '’');

    private static bool HasUpper(ReadOnlySpan<char> word)
    {
        foreach (char c in word)
        {
            if (char.IsUpper(c))
                return true;
        }

        return false;
    }
}
