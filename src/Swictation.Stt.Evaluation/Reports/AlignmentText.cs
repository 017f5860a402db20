using System.Text;

namespace Swictation.Stt.Evaluation;

/// <summary>Writes an alignment as two lines, the words of the reference over the recognised ones, and the kinds of errors below, as NIST's sclite does.</summary>
/// <remarks>Words that are not there are asterisks. In colour, substitutions are yellow, deletions red, insertions green.</remarks>
public static class AlignmentText
{
    private const string Reset = "\e[0m";

    /// <summary>Writes an alignment.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="pairs">The aligned words.</param>
    /// <param name="color">Whether to colour errors by ANSI escape sequences.</param>
    /// <param name="width">How many columns there are; what is longer goes on below.</param>
    public static void Write(TextWriter writer, IReadOnlyList<AlignedPair> pairs, bool color = false, int width = 100)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(pairs);
        var block = new Block(color);
        foreach (AlignedPair raw in pairs)
        {
            AlignedPair pair = raw with { Reference = Clean(raw.Reference), Hypothesis = Clean(raw.Hypothesis) };
            if (block.Width > Block.LabelWidth && block.Width + Block.WidthOf(pair) + 1 > width)
            {
                block.Write(writer);
                block = new Block(color);
            }

            block.Add(pair);
        }

        block.Write(writer);
    }

    private static string? Clean(string? word) => word is null ? null : Printable.Of(word);

    /// <summary>Three lines that are filled together.</summary>
    private sealed class Block(bool color)
    {
        public const int LabelWidth = 4;

        private readonly StringBuilder _reference = new("REF:");
        private readonly StringBuilder _hypothesis = new("HYP:");
        private readonly StringBuilder _marks = new("    ");
        private bool _hasErrors;

        public int Width { get; private set; } = LabelWidth;

        public static int WidthOf(AlignedPair pair) => Math.Max(Length(pair.Reference), Length(pair.Hypothesis));

        public void Add(AlignedPair pair)
        {
            int width = WidthOf(pair);
            string? escape = !color ? null : pair.Kind switch
            {
                EditKind.Substitution => "\e[33m",
                EditKind.Deletion => "\e[31m",
                EditKind.Insertion => "\e[32m",
                _ => null,
            };
            Append(_reference, pair.Reference ?? new string('*', width), width, escape);
            Append(_hypothesis, pair.Hypothesis ?? new string('*', width), width, escape);
            Append(_marks, pair.Kind switch { EditKind.Substitution => "S", EditKind.Deletion => "D", EditKind.Insertion => "I", _ => string.Empty }, width, escape);
            _hasErrors |= pair.Kind != EditKind.Match;
            Width += width + 1;
        }

        public void Write(TextWriter writer)
        {
            foreach (StringBuilder line in _hasErrors ? new[] { _reference, _hypothesis, _marks } : [_reference, _hypothesis])
                writer.Write(line.ToString().TrimEnd() + "\n");
        }

        private static int Length(string? word) => word is null ? 0 : DisplayWidth.Of(word);

        private static void Append(StringBuilder line, string word, int width, string? escape)
        {
            line.Append(' ');
            if (escape is not null && word.Length > 0)
                line.Append(escape).Append(word).Append(Reset);
            else
                line.Append(word);
            line.Append(' ', width - DisplayWidth.Of(word));
        }
    }
}
