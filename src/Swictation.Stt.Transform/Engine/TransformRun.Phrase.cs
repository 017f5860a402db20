using Swictation.Stt.Transform.Normalization;

namespace Swictation.Stt.Transform.Engine;

/// <summary>Writing the phrases of inverse text normalisation.</summary>
internal ref partial struct TransformRun
{
    /// <summary>Longer phrases, such as an address of a dozen long words, stay words.</summary>
    private const int LongestPhrase = 256;

    private bool TryWritePhrase(int first, out int taken)
    {
        Span<char> buffer = stackalloc char[LongestPhrase];
        var phrase = new OutputBuffer(buffer);
        taken = _phrases.WritePhrase(first, ref _lastTimeEnd, ref phrase, out NormalizationKind kind);
        if (taken == 0 || phrase.IsTooSmall)
            return false;
        _join = null;
        BeginWord();
        int start = _output.TextLength;
        if (_state.WantsSpace && _state.Last != LastOutput.NumberDivider)
            _output.Append(' ');
        _output.Append(_words[first].MarksBefore(_text));
        ReadOnlySpan<char> written = phrase.Written;
        if (_state.Case == LetterCase.Upper)
            written.ToUpperInvariant(_output.Reserve(written.Length));
        else
            _output.Append(written);
        _state.Last = AfterJoiner(kind is NormalizationKind.Cardinal or NormalizationKind.Decimal or NormalizationKind.Digits ? LastOutput.Number
            : kind == NormalizationKind.Address ? LastOutput.Address
            : LastOutput.Word);
        EndText(start, first, taken, null, kind);
        (_state.Start, _hasOrdinaryWord, _lowersNext) = (SentenceStart.No, true, false);
        _state.EndsWithStop = written[^1] == '.'; // "3 p.m." ends a sentence with one point
        Hold(first + taken - 1);
        return true;
    }
}
