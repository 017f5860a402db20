namespace Swictation.Stt.Evaluation;

/// <summary>Makes text of a data set harmless for a terminal, which would obey its control characters.</summary>
internal static class Printable
{
    /// <summary>Replaces control characters by U+FFFD.</summary>
    public static string Of(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(static character => char.IsControl(character) ? '\uFFFD' : character)) : text;
}
