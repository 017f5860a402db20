using System.Globalization;
using Swictation.Host.Live;
using Swictation.Stt.Transform;
using Swictation.Stt.Transform.Normalization;

namespace Swictation.Host.Transforming;

/// <summary>Shows edits and pieces on single lines.</summary>
internal static class EditText
{
    /// <summary>Shows line ends as \n and tabs as \t, so that text stays on its line; a backslash is one as it is, and other control characters are gone.</summary>
    public static string Escape(string text) =>
        TerminalText.Clean(text.Replace("\n", "\\n", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal));

    /// <summary>Shows an edit: <c>type "Hello"</c>, <c>press Ctrl+C</c>, <c>backspace 5</c>, <c>command stop-dictation</c>.</summary>
    public static string Describe(TransformEdit edit) => edit switch
    {
        TextEdit text => $"type \"{Escape(text.Text)}\"",
        KeyEdit key => $"press {key.Chord}",
        BackspaceEdit backspace => string.Create(CultureInfo.InvariantCulture, $"backspace {backspace.Count}"),
        CommandEdit command => $"command {command.Command}",
        _ => string.Empty,
    };

    /// <summary>Shows a result: its text, or its edits where it is more than text.</summary>
    public static string Describe(TransformResult result) =>
        result.Edits.All(static edit => edit is TextEdit) ? Escape(result.Text) : string.Join(", ", result.Edits.Select(Describe));

    /// <summary>Shows a result on a line of its own, where the space that separates it from the text before is of no use.</summary>
    public static string DescribeLine(TransformResult result) => Describe(result) is var text && text.StartsWith(' ') ? text[1..] : text;

    /// <summary>Writes a line for each piece: its words, what they came to, and the rule with its layer and group.</summary>
    public static void WriteExplanation(TextWriter writer, string utterance, TransformResult result)
    {
        string[] words = utterance.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        (string Words, string Output, string Rule)[] rows = [.. result.Pieces.Select(piece => (TerminalText.Clean(string.Join(' ', words.Skip(piece.FirstWord).Take(piece.WordCount))), Describe(piece, result), DescribeSource(piece)))];
        int first = rows.Select(static row => row.Words.Length).DefaultIfEmpty().Max();
        int second = rows.Select(static row => row.Output.Length).DefaultIfEmpty().Max();
        foreach ((string spoken, string output, string rule) in rows)
            writer.Write($"{spoken.PadRight(first)}  {output.PadRight(second)}  {rule}".TrimEnd() + "\n");
        writer.Write($"= {Describe(result)}\n");
    }

    private static string Describe(TransformPiece piece, TransformResult result) => piece.Kind switch
    {
        TransformPieceKind.Text => $"\"{Escape(result.TypedText.Substring(piece.TextStart, piece.TextLength))}\"",
        TransformPieceKind.Key => $"press {piece.Chord}",
        TransformPieceKind.Backspace => string.Create(CultureInfo.InvariantCulture, $"backspace {piece.BackspaceCount}"),
        TransformPieceKind.Command => $"command {piece.Command}",
        _ => "-",
    };

    private static string DescribeSource(TransformPiece piece) => piece switch
    {
        { Correction: { } entry } => $"correction \"{Escape(entry.Spoken)}\"",
        { Normalization: not NormalizationKind.None and var kind } => $"normalization ({kind.ToString().ToLowerInvariant()})",
        _ => Describe(piece.Rule),
    };

    private static string Describe(TransformRule? rule) =>
        rule is null ? string.Empty : $"{rule.Layer.ToString().ToLowerInvariant()} \"{rule.Phrase}\" ({rule.Family.ToString().ToLowerInvariant()})";
}
