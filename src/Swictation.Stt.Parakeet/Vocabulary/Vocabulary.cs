using System.Globalization;
using System.Text;

namespace Swictation.Stt.Parakeet;

/// <summary>The tokens of a model: SentencePiece pieces, the blank last. Immutable.</summary>
internal sealed class Vocabulary
{
    /// <summary>Marks the start of a word in a piece (U+2581).</summary>
    public const char WordStart = '▁';

    private static readonly string[] BlankNames = ["<blk>", "<blank>", "<eps>"];

    private readonly Piece[] _pieces;

    private Vocabulary(string path, Piece[] pieces)
    {
        SourcePath = path;
        _pieces = pieces;
    }

    public string SourcePath { get; }

    /// <summary>Gets the number of real tokens, V. The blank has this number.</summary>
    public int Size => _pieces.Length - 1;

    public int BlankId => _pieces.Length - 1;

    public ref readonly Piece this[int id] => ref _pieces[id];

    /// <summary>Reads lines of a piece, a space and its number; numbers count from 0, the last is the blank.</summary>
    public static Vocabulary Read(string path)
    {
        var pieces = new List<Piece>(1100);
        int line = 0;
        foreach (string text in File.ReadLines(path, new UTF8Encoding(false, throwOnInvalidBytes: false)))
        {
            line++;
            if (text.Length == 0)
                continue;
            int space = text.LastIndexOf(' ');
            if (space < 0 || !int.TryParse(text.AsSpan(space + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int id))
                throw Damaged(path, $"line {line} is not a piece, a space and a number");
            if (id != pieces.Count)
                throw Damaged(path, $"line {line} has number {id} where {pieces.Count} was expected");
            pieces.Add(new Piece(text[..space]));
        }

        if (pieces.Count < 2)
            throw Damaged(path, pieces.Count == 0 ? "it is empty" : "it has one token only");
        if (!BlankNames.Contains(pieces[^1].Text))
            throw Damaged(path, $"its last token is \"{pieces[^1].Text}\" where the blank ({BlankNames[0]}) was expected, so lines are missing or it belongs to another kind of model");
        return new Vocabulary(path, [.. pieces]);
    }

    private static ModelIntegrityException Damaged(string path, string why) =>
        new($"The vocabulary {path} is damaged: {why}. Get it again.", path);
}
