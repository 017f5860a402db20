namespace Swictation.Stt.Transform.Words;

/// <summary>A word of an utterance: where it lies in the text, and where its letters lie without the marks around them.</summary>
/// <param name="Start">Where the word begins, marks included, in UTF-16 code units.</param>
/// <param name="Length">How long it is, marks included.</param>
/// <param name="CoreStart">Where its letters begin.</param>
/// <param name="CoreLength">How many code units its letters take; all of the word where it has nothing but marks.</param>
internal readonly record struct SpokenWord(int Start, int Length, int CoreStart, int CoreLength)
{
    public int End => Start + Length;

    public int CoreEnd => CoreStart + CoreLength;

    public bool HasMarksBefore => CoreStart > Start;

    public bool HasMarksAfter => CoreEnd < End;

    public ReadOnlySpan<char> Of(ReadOnlySpan<char> text) => text.Slice(Start, Length);

    public ReadOnlySpan<char> CoreOf(ReadOnlySpan<char> text) => text.Slice(CoreStart, CoreLength);

    public ReadOnlySpan<char> MarksBefore(ReadOnlySpan<char> text) => text[Start..CoreStart];

    public ReadOnlySpan<char> MarksAfter(ReadOnlySpan<char> text) => text[CoreEnd..End];
}
