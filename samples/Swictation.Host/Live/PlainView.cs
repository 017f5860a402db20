using Swictation.Stt;

namespace Swictation.Host.Live;

/// <summary>
/// The view for files, pipes and terminals that only print: a line for each utterance. Settled words are written as they settle, which is
/// safe since they are never taken back; the final text ends the line.
/// </summary>
/// <param name="partials">Whether every change is a line of its own instead, so that a reader of lines sees also what may still change.</param>
internal sealed class PlainView(bool partials) : IEventView
{
    /// <summary>What a line that is not final begins with.</summary>
    public const string PartialMark = "~ ";

    /// <summary>What separates settled words from those that may change.</summary>
    public const string VolatileMark = " | ";

    private string _written = string.Empty;
    private string _lastPartial = string.Empty;

    public string Show(SttEvent happening) => happening switch
    {
        PartialEvent partial => partials ? PartialLine(partial) : Grow(ShownText.Of(partial).Stable),
        FinalEvent final => Finish(ShownText.Of(final)),
        _ => string.Empty,
    };

    public string End() => EndLine();

    private string PartialLine(PartialEvent partial)
    {
        (string stable, string changing) = ShownText.Of(partial);
        string line = stable + VolatileMark + changing;
        if (line == _lastPartial || line == VolatileMark)
            return string.Empty;
        _lastPartial = line;
        return $"{PartialMark}{line}\n";
    }

    private string Grow(string stable)
    {
        if (stable.Length <= _written.Length || !stable.StartsWith(_written, StringComparison.Ordinal))
            return string.Empty;
        string grown = stable[_written.Length..];
        _written = stable;
        return grown;
    }

    private string Finish(string text)
    {
        _lastPartial = string.Empty;
        if (text.Length == 0)
            return EndLine();
        // A final text begins with what was settled. Should one not, it is printed whole on a line of its own: nothing is lost.
        string output = text.StartsWith(_written, StringComparison.Ordinal) ? text[_written.Length..] : EndLine() + text;
        _written = string.Empty;
        return output + "\n";
    }

    private string EndLine()
    {
        bool isOpen = _written.Length > 0;
        _written = string.Empty;
        return isOpen ? "\n" : string.Empty;
    }
}
