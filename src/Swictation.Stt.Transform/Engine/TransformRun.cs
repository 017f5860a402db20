using System.Buffers;
using Swictation.Stt.Transform.Corrections;
using Swictation.Stt.Transform.Keys;
using Swictation.Stt.Transform.Normalization.English;
using Swictation.Stt.Transform.Numbers;
using Swictation.Stt.Transform.Rules;
using Swictation.Stt.Transform.Words;

namespace Swictation.Stt.Transform.Engine;

/// <summary>Transforms one utterance. What it changes counts only once the caller keeps <see cref="State"/>.</summary>
internal ref partial struct TransformRun
{
    /// <summary>The marks that a model puts where it hears a pause or an end.</summary>
    private static readonly SearchValues<char> SentenceMarks = SearchValues.Create(".,;:!?…");

    private readonly TransformRules _rules;
    private readonly ReadOnlySpan<char> _text;
    private readonly ReadOnlySpan<SpokenWord> _words;
    private readonly ReadOnlySpan<int> _ids;
    private readonly CorrectedUtterance? _corrected;
    private readonly Workspace _output;
    private readonly EmittedText _before;
    private readonly EmittedText _working;
    private readonly TransformState _initial;
    private TransformState _state;
    private readonly NormalizationPass _phrases;

    /// <summary>The word behind the last time of day.</summary>
    private int _lastTimeEnd;

    /// <summary>The word whose marks are not written yet, since a command behind it makes them void; -1 for none.</summary>
    private int _held = -1;

    /// <summary>Whether a model ended a sentence with a mark that was left out, so that the next word's capital is only the model's.</summary>
    private bool _lowersNext;

    private bool _hasOrdinaryWord;
    private bool _isRemembered;

    /// <summary>The rule that joins words now, and whether it has joined one.</summary>
    private CompiledRule? _join;
    private bool _hasJoined;

    public TransformRun(
        TransformRules rules,
        ReadOnlySpan<char> text,
        CorrectedUtterance? corrected,
        bool normalizes,
        Workspace workspace,
        in TransformState state,
        EmittedText before,
        EmittedText working)
    {
        _rules = rules;
        _text = text;
        _corrected = corrected;
        _output = workspace;
        _before = before;
        _working = working;
        _state = state;
        _initial = state;
        workspace.Clear();
        int count = corrected is null ? WordSplitter.Split(text, ref workspace.Words) : corrected.GetWords(ref workspace.Words);
        if (workspace.Ids.Length < count)
            workspace.Ids = new int[workspace.Words.Length];
        for (int i = 0; i < count; i++)
            workspace.Ids[i] = corrected?.EntryOf(i) is null ? rules.Automaton.FindWord(workspace.Words[i].CoreOf(text)) : -1;
        _words = workspace.Words.AsSpan(0, count);
        _ids = workspace.Ids.AsSpan(0, count);
        _phrases = normalizes && rules.Language == "en" ? NormalizationPass.Prepare(text, _words, ref workspace.Lexemes) : default;
    }

    /// <summary>Gets the state behind the utterance.</summary>
    public readonly TransformState State => _state;

    /// <summary>Gets whether the working memory of what was typed is up to date, since something was taken back or keys were pressed.</summary>
    public readonly bool IsRemembered => _isRemembered;

    public void Run()
    {
        _lowersNext = _state is { Start: SentenceStart.No, IsByCommand: true };
        for (int i = 0; i < _words.Length;)
        {
            if (TryMatch(i, 0, out RuleMatch match))
            {
                Apply(match, i);
                i += match.WordCount;
            }
            else if (_rules.Mode.ConvertsNumbers && TryReadNumber(i, FormsInCode, out SpokenNumber number))
            {
                _join = null;
                WriteNumber(number, i, number.WordCount, null);
                Hold(i + number.WordCount - 1);
                i += number.WordCount;
            }
            else if (_phrases.IsOn && TryWritePhrase(i, out int taken))
            {
                i += taken;
            }
            else
            {
                WriteWord(i, i, 1, null, _state.Case);
                i++;
            }
        }

        _state.ModelMark = '\0';
        if (_held >= 0 && _hasOrdinaryWord) // a number alone is no sentence: "Number forty-two."
        {
            ReadOnlySpan<char> marks = _words[_held].MarksAfter(_text);
            FlushMarks();
            if (EndsSentence(marks))
                _state.Start = SentenceStart.Sentence;
            _state.ModelMark = marks is [var mark] ? mark : '\0';
        }
    }

    private void Apply(in RuleMatch match, int first)
    {
        CompiledRule rule = match.Rule;
        int last = first + match.WordCount - 1;
        int next = first + match.PhraseLength;
        if (rule.Action is not (RuleAction.NumberAfter or RuleAction.Keep))
            _join = null;
        bool dropped = !rule.IsWordLike && TakeMarks(rule);
        switch (rule.Action)
        {
            case RuleAction.Type:
                WriteSymbol(rule, first, match.WordCount);
                break;
            case RuleAction.Quote or RuleAction.OpenQuote or RuleAction.CloseQuote:
                WriteQuote(rule, first, match.WordCount);
                break;
            case RuleAction.Keep:
                WriteWords(first, first, match.WordCount, rule);
                break;
            case RuleAction.Escape:
                WriteWords(next, first, match.WordCount, rule);
                break;
            case RuleAction.Number:
                TryReadNumber(next, SpokenNumberForms.All, out SpokenNumber number);
                WriteNumber(number, first, match.WordCount, rule.Rule);
                Hold(last);
                break;
            case RuleAction.NumberAfter:
                WriteWords(first, first, match.PhraseLength, rule);
                TryReadNumber(next, FormsAfterWord, out number);
                WriteNumber(number, next, match.WordCount - match.PhraseLength, rule.Rule);
                Hold(last);
                break;
            case RuleAction.UpperCaseNext:
                WriteWord(last, first, match.WordCount, rule.Rule, LetterCase.Upper);
                break;
            case RuleAction.LowerCaseNext:
                WriteWord(last, first, match.WordCount, rule.Rule, LetterCase.Lower);
                break;
            case RuleAction.CapitalizeNext or RuleAction.CapitalLetter:
                WriteWord(last, first, match.WordCount, rule.Rule, LetterCase.Title);
                break;
            case RuleAction.JoinWords:
                (_join, _hasJoined) = (rule, false);
                WriteWord(last, first, match.WordCount, rule.Rule, _state.Case);
                break;
            default:
                Command(rule, first, match);
                break;
        }

        if (rule.IsWordLike)
            return;
        WriteEnclosing(last);
        dropped |= EndsSentence(_words[last].MarksAfter(_text));
        _lowersNext = _state.Start == SentenceStart.No && dropped;
        _state.IsByCommand = true;
    }

    /// <summary>Does what writes nothing by itself.</summary>
    private void Command(CompiledRule rule, int first, in RuleMatch match)
    {
        KeyChord chord = rule.Chord;
        switch (rule.Action)
        {
            case RuleAction.UpperCase:
                _state.Case = LetterCase.Upper;
                break;
            case RuleAction.LowerCase:
                _state.Case = LetterCase.Lower;
                break;
            case RuleAction.TitleCase:
                _state.Case = LetterCase.Title;
                break;
            case RuleAction.NormalCase:
                _state.Case = LetterCase.Normal;
                break;
            case RuleAction.NoSpace:
                _state.WantsSpace = false;
                break;
            case RuleAction.NoSpaces:
                _state.NoSpaces = true;
                break;
            case RuleAction.Spaces:
                (_state.NoSpaces, _state.WantsSpace) = (false, _state.Last is not (LastOutput.Nothing or LastOutput.LineBreak));
                break;
            case RuleAction.PressKeys:
                KeyNames.Read(_text, _words, first + match.PhraseLength, out chord);
                Press(chord, rule, first, match.WordCount);
                return;
            case RuleAction.Key:
                Press(chord, rule, first, match.WordCount);
                return;
            case RuleAction.HostCommand:
                _output.Add(new TransformPiece { Kind = TransformPieceKind.Command, TextStart = _output.TextLength, Command = rule.Output, FirstWord = first, WordCount = match.WordCount, Rule = rule.Rule });
                return;
            case RuleAction.DeleteUtterance or RuleAction.DeleteWord or RuleAction.DeleteCharacter:
                TakeBack(rule.Action, first, match.WordCount, rule.Rule);
                return;
            default:
                break;
        }

        _output.Add(new TransformPiece { Kind = TransformPieceKind.Nothing, TextStart = _output.TextLength, FirstWord = first, WordCount = match.WordCount, Rule = rule.Rule });
    }

    /// <summary>Lets the marks of a word wait for what follows.</summary>
    private void Hold(int word)
    {
        if (_words[word].HasMarksAfter)
            _held = word;
    }

    /// <summary>Writes the marks that wait.</summary>
    private void FlushMarks()
    {
        int start = _output.TextLength;
        _output.Append(_words[_held].MarksAfter(_text));
        _output.ExtendLastPiece();
        Remember(start);
        _held = -1;
        (_state.Last, _state.EndsWithStop, _state.IsByCommand) = (LastOutput.Mark, false, false);
    }

    /// <summary>Leaves out the marks in front of a command, but for the end of a sentence in front of one that stands apart.</summary>
    /// <returns>Whether the end of a sentence was left out.</returns>
    private bool TakeMarks(CompiledRule rule)
    {
        if (_held < 0)
            return false;
        bool ends = EndsSentence(_words[_held].MarksAfter(_text));
        if (ends && rule.StandsApart)
        {
            FlushMarks();
            _state.Start = SentenceStart.Sentence;
            AddSentence();
            return false;
        }

        WriteEnclosing(_held);
        _held = -1;
        return ends;
    }

    /// <summary>Of the marks behind a word, writes those that enclose, such as a quotation mark of the model's: they are no marks around a command.</summary>
    private void WriteEnclosing(int word)
    {
        ReadOnlySpan<char> marks = _words[word].MarksAfter(_text);
        if (!marks.ContainsAnyExcept(SentenceMarks) || _output.Pieces is not [.., { Kind: TransformPieceKind.Text }])
            return;
        int start = _output.TextLength;
        foreach (char mark in marks)
        {
            if (!SentenceMarks.Contains(mark))
                _output.Append(mark);
        }

        _output.ExtendLastPiece();
        Remember(start);
        _state.EndsWithStop = false;
    }

    private static bool EndsSentence(ReadOnlySpan<char> marks) => marks.ContainsAny('.', '?', '!');
}
