using Swictation.Stt.Transform.Keys;
using Swictation.Stt.Transform.Numbers;
using Swictation.Stt.Transform.Words;

namespace Swictation.Stt.Transform.Engine;

/// <summary>Finding the rule that counts at a word.</summary>
internal ref partial struct TransformRun
{
    /// <summary>How deep rules are looked for that work on what follows: "literal literal literal comma".</summary>
    private const int MostNesting = 4;

    private const int MostCandidates = 16;

    /// <summary>What is read behind words such as "version", which are not there for the number alone.</summary>
    private const SpokenNumberForms FormsAfterWord =
        SpokenNumberForms.Digits | SpokenNumberForms.Year | SpokenNumberForms.Decimal | SpokenNumberForms.Version | SpokenNumberForms.Negative;

    private const SpokenNumberForms FormsInCode = SpokenNumberForms.Digits | SpokenNumberForms.Year | SpokenNumberForms.Decimal;

    /// <summary>Finds the longest rule whose conditions are met.</summary>
    private readonly bool TryMatch(int first, int nesting, out RuleMatch match)
    {
        match = default;
        int state = _rules.Automaton.Begin(_ids[first]);
        if (state == RuleAutomaton.None || _words[first].HasMarksBefore || nesting > MostNesting)
            return false;
        Span<int> candidates = stackalloc int[MostCandidates];
        Span<int> lengths = stackalloc int[MostCandidates];
        int count = 0;
        for (int i = first; state != RuleAutomaton.None; state = _rules.Automaton.Next(state, _ids[i]))
        {
            if (_rules.Automaton.RuleAt(state) is not null && count < MostCandidates)
                (candidates[count], lengths[count++]) = (state, i - first + 1);
            if (_words[i].HasMarksAfter || ++i == _words.Length || _words[i].HasMarksBefore)
                break;
        }

        while (--count >= 0)
        {
            CompiledRule rule = _rules.Automaton.RuleAt(candidates[count])!;
            if (IsAllowed(rule, first, lengths[count]) && TryComplete(rule, first, lengths[count], nesting, out match))
                return true;
        }

        return false;
    }

    private readonly bool IsAllowed(CompiledRule rule, int first, int length)
    {
        int next = first + length;
        if (rule.NotAfter is { } after && first > 0 && !_words[first - 1].HasMarksAfter && after.Find(Core(first - 1)) >= 0)
            return false;
        if (rule.NotBefore is { } before && next < _words.Length && !_words[next - 1].HasMarksAfter && before.Find(Core(next)) >= 0)
            return false;
        if (rule.Rule.AtEndOnly && next < _words.Length)
            return false;
        return !rule.Rule.InNamesOnly || (next < _words.Length && _held < 0 && _state.Last is LastOutput.Name or LastOutput.Address);
    }

    /// <summary>Finds out whether what a rule works on follows its phrase.</summary>
    private readonly bool TryComplete(CompiledRule rule, int first, int length, int nesting, out RuleMatch match)
    {
        int next = first + length;
        int taken = rule.Action switch
        {
            RuleAction.Escape => next < _words.Length && TryMatch(next, nesting + 1, out RuleMatch escaped) && escaped.Rule.Action != RuleAction.Keep ? escaped.WordCount : -1,
            RuleAction.Number => IsJoined(next) && TryReadNumber(next, SpokenNumberForms.All, out SpokenNumber number) ? number.WordCount : -1,
            RuleAction.NumberAfter => IsJoined(next) && TryReadNumber(next, FormsAfterWord, out SpokenNumber number) && !IsLine(rule, first, next, number.WordCount) ? number.WordCount : -1,
            RuleAction.UpperCaseNext or RuleAction.LowerCaseNext or RuleAction.JoinWords => IsOrdinary(next, nesting) ? 1 : -1,
            RuleAction.CapitalizeNext => IsOrdinary(next, nesting) ? (SpellsNext(next, nesting) ? 2 : 1) : -1,
            RuleAction.CapitalLetter => IsLetter(next) ? 1 : -1,
            RuleAction.PressKeys => IsJoined(next) && KeyNames.Read(_text, _words, next, out _) is var keys and > 0 ? keys : -1,
            _ => 0,
        };
        match = new RuleMatch(rule, length, length + taken);
        return taken >= 0;
    }

    private readonly bool TryReadNumber(int first, SpokenNumberForms forms, out SpokenNumber number) => SpokenNumberReader.TryRead(_text, _words, first, forms, out number);

    /// <summary>Whether a word follows without a mark in between.</summary>
    private readonly bool IsJoined(int next) => next < _words.Length && !_words[next - 1].HasMarksAfter && !_words[next].HasMarksBefore;

    /// <summary>Whether a word is one that no rule converts.</summary>
    private readonly bool IsOrdinary(int index, int nesting) =>
        index < _words.Length && (!TryMatch(index, nesting + 1, out RuleMatch match) || match.Rule.Action is RuleAction.NumberAfter or RuleAction.Keep);

    /// <summary>Whether a single letter is followed by a word that begins with it: "r robert".</summary>
    private readonly bool SpellsNext(int letter, int nesting) =>
        IsLetter(letter) && !_words[letter].HasMarksAfter && IsOrdinary(letter + 1, nesting) && Core(letter + 1).Length > 1
        && char.ToUpperInvariant(Core(letter)[0]) == char.ToUpperInvariant(Core(letter + 1)[0]);

    private readonly bool IsLetter(int index) => index < _words.Length && Core(index) is [var letter] && char.IsLetter(letter);

    /// <summary>Whether a phrase and a single digit are a line of their own beside another: "line one, new line, line two".</summary>
    private readonly bool IsLine(CompiledRule rule, int first, int number, int count)
    {
        if (!rule.Rule.NotAsLine || count > 1 || !IsSingleDigit(number))
            return false;
        bool isBehindBreak = _state.Last == LastOutput.LineBreak && _held < 0;
        bool isFirst = isBehindBreak || (first == 0 && _state.Last == LastOutput.Nothing);
        int next = number + 1;
        bool isBeforeBreak = next < _words.Length && TryMatch(next, MostNesting, out RuleMatch match) && match.Rule.Has(Rules.SymbolTraits.BreaksLine);
        return isFirst && (isBeforeBreak || (isBehindBreak && next == _words.Length));
    }

    private readonly bool IsSingleDigit(int index) =>
        EnglishNumerals.TryFind(Core(index), out Numeral numeral) && numeral.Type is NumeralType.Unit or NumeralType.Zero;

    private readonly ReadOnlySpan<char> Core(int index) => _words[index].CoreOf(_text);
}
