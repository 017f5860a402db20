using Swictation.Host.Transforming;
using Swictation.Stt;

namespace Swictation.Host.Live;

/// <summary>What a view shows of an event's text, made safe to print: what is written where what was said is transformed.</summary>
internal static class ShownText
{
    /// <summary>Gets the text that is settled and the text that may change. Of what is written all may change, since settled words can become part of a command.</summary>
    public static (string Stable, string Volatile) Of(PartialEvent partial) => partial.Transform is { } preview
        ? (string.Empty, EditText.DescribeLine(preview))
        : (TerminalText.Clean(partial.Stable), TerminalText.Clean(partial.Volatile));

    /// <summary>Gets the final text on one line; edits by name where they are more than text.</summary>
    public static string Of(FinalEvent final) => final.Transform is { } result ? EditText.DescribeLine(result) : TerminalText.Clean(final.Text);
}
