using System.Globalization;

namespace Swictation.Stt.Transform.Engine;

/// <summary>Remembers the end of what was typed, and the places up to which it can be taken back, each with the state that was there.</summary>
/// <remarks>Holds up to 8192 characters and 64 places, and at least the last 4096; what is older cannot be taken back. Allocates until it has that size.</remarks>
internal sealed class EmittedText
{
    private const int MostCharacters = 8192;
    private const int KeptCharacters = 4096;
    private const int MostPlaces = 64;

    /// <summary>What no space follows where it ends the text.</summary>
    private const string Openers = "([{<$€£¥#@_/\\~^“‘„«`¿¡";

    private char[] _characters = new char[128];
    private Place[] _places = new Place[4];
    private int _length;
    private int _count;

    public ReadOnlySpan<char> Text => _characters.AsSpan(0, _length);

    public void CopyFrom(EmittedText other)
    {
        if (_characters.Length < other._length)
            _characters = new char[other._characters.Length];
        if (_places.Length < other._count)
            _places = new Place[other._places.Length];
        other.Text.CopyTo(_characters);
        other._places.AsSpan(0, other._count).CopyTo(_places);
        (_length, _count) = (other._length, other._count);
    }

    /// <summary>Forgets everything, since the cursor may be elsewhere.</summary>
    public void Clear() => (_length, _count) = (0, 0);

    public void Append(ReadOnlySpan<char> text)
    {
        if (text.Length > KeptCharacters)
        {
            _count = 0;
            _length = 0;
            text = text[^KeptCharacters..];
        }
        else if (_length + text.Length > MostCharacters)
        {
            Forget(_length - KeptCharacters);
        }

        if (_characters.Length < _length + text.Length)
            Array.Resize(ref _characters, Math.Min(MostCharacters, Math.Max(2 * _characters.Length, _length + text.Length)));
        text.CopyTo(_characters.AsSpan(_length));
        _length += text.Length;
    }

    /// <summary>Remembers this place.</summary>
    /// <param name="state">The state here.</param>
    /// <param name="isSentence">Whether a sentence begins here, and no utterance.</param>
    public void AddPlace(in TransformState state, bool isSentence)
    {
        if (_count == MostPlaces)
        {
            Array.Copy(_places, 1, _places, 0, MostPlaces - 1);
            _count--;
        }
        else if (_count == _places.Length)
        {
            Array.Resize(ref _places, 2 * _count);
        }

        _places[_count++] = new Place(_length, state, isSentence);
    }

    /// <summary>Joins the sentences of an utterance that has ended, so that it is taken back as a whole.</summary>
    public void JoinSentences()
    {
        int kept = 0;
        for (int i = 0; i < _count; i++)
        {
            if (!_places[i].IsSentence)
                _places[kept++] = _places[i];
        }

        _count = kept;
    }

    /// <summary>Takes back everything behind the last place that has something behind it.</summary>
    /// <param name="state">The state; afterwards that which was there. Stays as it is where there is nothing to take back.</param>
    /// <returns>How many characters that were.</returns>
    public int RemoveToPlace(ref TransformState state)
    {
        if (_length == 0)
            return 0;
        while (_count > 0 && _places[_count - 1].Offset >= _length)
            _count--;
        (int offset, state) = _count > 0 ? (_places[_count - 1].Offset, _places[_count - 1].State) : (0, TransformState.Initial);
        int removed = CountCharacters(Text[offset..]);
        _length = offset;
        return removed;
    }

    /// <summary>Takes back the last word, and the space before it.</summary>
    /// <param name="state">The state before; afterwards that which fits the rest.</param>
    /// <returns>How many characters that were.</returns>
    public int RemoveWord(ref TransformState state)
    {
        int start = _length;
        while (start > 0 && char.IsWhiteSpace(_characters[start - 1]))
            start--;
        while (start > 0 && !char.IsWhiteSpace(_characters[start - 1]))
            start--;
        while (start > 0 && _characters[start - 1] == ' ')
            start--;
        return RemoveFrom(start, ref state);
    }

    /// <summary>Takes back the last character, as a reader counts.</summary>
    public int RemoveCharacter(ref TransformState state)
    {
        int start = 0;
        for (int next = 0; next < _length; next += StringInfo.GetNextTextElementLength(Text[next..]))
            start = next;
        return RemoveFrom(start, ref state);
    }

    private int RemoveFrom(int start, ref TransformState state)
    {
        ReadOnlySpan<char> removed = Text[start..];
        if ((removed.Count('"') & 1) == 1)
            state.OpenQuotes ^= QuoteStyles.Straight;
        int count = CountCharacters(removed);
        _length = start;
        SetState(ref state);
        return count;
    }

    private void SetState(ref TransformState state)
    {
        ReadOnlySpan<char> text = Text;
        (state.EndsWithStop, state.IsKeyword, state.ModelMark, state.IsByCommand) = (false, false, '\0', false);
        if (text.IsEmpty)
        {
            (state.WantsSpace, state.Start, state.Last) = (false, SentenceStart.Sentence, LastOutput.Nothing);
            return;
        }

        char last = text[^1];
        char sentenceEnd = text.TrimEnd("\"'”’»)] ") is { IsEmpty: false } rest ? rest[^1] : '\0';
        state.WantsSpace = !char.IsWhiteSpace(last) && !Openers.Contains(last, StringComparison.Ordinal);
        state.Start = sentenceEnd is '.' or '?' or '!' or '\n' && !text.EndsWith("...") ? SentenceStart.Sentence : SentenceStart.No;
        state.Last = last == '\n' ? LastOutput.LineBreak : char.IsAsciiDigit(last) ? LastOutput.Number : LastOutput.Word;
    }

    private void Forget(int characters)
    {
        if (characters <= 0)
            return;
        Array.Copy(_characters, characters, _characters, 0, _length - characters);
        _length -= characters;
        int kept = 0;
        for (int i = 0; i < _count; i++)
        {
            if (_places[i].Offset >= characters)
                _places[kept++] = _places[i] with { Offset = _places[i].Offset - characters };
        }

        _count = kept;
    }

    private static int CountCharacters(ReadOnlySpan<char> text)
    {
        int count = 0;
        for (; !text.IsEmpty; count++)
            text = text[StringInfo.GetNextTextElementLength(text)..];
        return count;
    }

    private readonly record struct Place(int Offset, TransformState State, bool IsSentence);
}
