using Swictation.Stt.Transform.Words;

namespace Swictation.Stt.Transform.Engine;

/// <summary>Words of programming languages behind which a bracket stands apart: "if (", "return [".</summary>
internal static class Keywords
{
    private static readonly WordTable Table = new(new[]
    {
        "if", "for", "foreach", "while", "switch", "return", "in", "and", "or", "not", "is", "catch", "case", "else", "elif", "using", "lock", "when", "where", "yield", "await",
        "match", "with", "as", "throw", "import", "from", "assert", "del", "do", "const", "let", "var",
    }.Select(static word => KeyValuePair.Create(word, 1)));

    public static bool Contain(ReadOnlySpan<char> word) => Table.Find(word) >= 0;
}
