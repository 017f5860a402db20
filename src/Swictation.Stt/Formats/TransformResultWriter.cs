using System.Text.Json;
using Swictation.Stt.Transform;
using Swictation.Stt.Transform.Normalization;

namespace Swictation.Stt.Formats;

/// <summary>Writes what an utterance was turned into as JSON.</summary>
/// <remarks>
/// An edit has <c>kind</c> (<c>text</c>, <c>key</c>, <c>backspace</c>, <c>command</c>), the value (<c>text</c>, <c>chord</c>, <c>count</c>,
/// <c>command</c>), and the words that it came from: <c>first_word</c>, counted from 0, and <c>word_count</c>. Safe for concurrent use.
/// </remarks>
public static class TransformResultWriter
{
    /// <summary>Writes an utterance with its text, its edits and its pieces.</summary>
    /// <param name="spoken">What was said.</param>
    /// <param name="result">What it came to.</param>
    /// <returns>One object on one line, without a line feed.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static string ToJson(string spoken, TransformResult result)
    {
        ArgumentNullException.ThrowIfNull(spoken);
        ArgumentNullException.ThrowIfNull(result);
        return JsonValues.ToText(json =>
        {
            json.WriteStartObject();
            json.WriteString("spoken", spoken);
            json.WriteString("text", result.Text);
            WriteEdits(json, result);
            json.WriteStartArray("pieces");
            foreach (TransformPiece piece in result.Pieces)
                WritePiece(json, result, piece);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    /// <summary>Writes the edits as a field of an object.</summary>
    internal static void WriteEdits(Utf8JsonWriter json, TransformResult result)
    {
        json.WriteStartArray("edits");
        foreach (TransformEdit edit in result.Edits)
            WriteEdit(json, edit);
        json.WriteEndArray();
    }

    private static void WriteEdit(Utf8JsonWriter json, TransformEdit edit)
    {
        json.WriteStartObject();
        switch (edit)
        {
            case TextEdit text:
                json.WriteString("kind", "text");
                json.WriteString("text", text.Text);
                break;
            case KeyEdit key:
                json.WriteString("kind", "key");
                json.WriteString("chord", key.Chord.ToString());
                break;
            case BackspaceEdit backspace:
                json.WriteString("kind", "backspace");
                json.WriteNumber("count", backspace.Count);
                break;
            case CommandEdit command:
                json.WriteString("kind", "command");
                json.WriteString("command", command.Command);
                break;
        }

        json.WriteNumber("first_word", edit.FirstWord);
        json.WriteNumber("word_count", edit.WordCount);
        json.WriteEndObject();
    }

    private static void WritePiece(Utf8JsonWriter json, TransformResult result, TransformPiece piece)
    {
        json.WriteStartObject();
        json.WriteString("text", result.TypedText.AsSpan(piece.TextStart, piece.TextLength));
        json.WriteNumber("first_word", piece.FirstWord);
        json.WriteNumber("word_count", piece.WordCount);
        if (piece.Rule is { } rule)
            json.WriteString("rule", rule.Phrase);
        if (piece.Correction is { } entry)
            json.WriteString("correction", entry.Spoken);
        if (piece.Normalization != NormalizationKind.None)
            json.WriteString("normalization", piece.Normalization.ToString().ToLowerInvariant());
        json.WriteEndObject();
    }
}
