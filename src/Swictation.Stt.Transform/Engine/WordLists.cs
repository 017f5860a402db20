using Swictation.Stt.Transform.Words;

namespace Swictation.Stt.Transform.Engine;

/// <summary>Words that what stands beside them depends on.</summary>
internal static class WordLists
{
    private static readonly WordTable Keywords = ToTable(
        "if", "for", "foreach", "while", "switch", "return", "in", "and", "or", "not", "is", "catch", "case", "else", "elif", "using", "lock", "when", "where", "yield", "await",
        "match", "with", "as", "throw", "import", "from", "assert", "del", "do", "const", "let", "var");

    private static readonly WordTable SpeechVerbs = ToTable(
        "said", "says", "asked", "asks", "replied", "answered", "yelled", "shouted", "cried", "screamed", "whispered", "exclaimed", "called", "muttered", "murmured", "added", "wondered", "thought");

    private static readonly WordTable Abbreviations = ToTable("dr", "mr", "mrs", "ms", "prof", "st", "jr", "sr", "vs", "etc", "e.g", "i.e", "approx", "inc", "ltd", "fig", "bzw", "usw", "z.b");

    /// <summary>Whether a bracket stands apart behind a word, since it is one of programming languages: "if (", "return [".</summary>
    public static bool IsKeyword(ReadOnlySpan<char> word) => Keywords.Find(word) >= 0;

    /// <summary>Whether an English verb says that a quotation was spoken.</summary>
    public static bool IsSpeechVerb(ReadOnlySpan<char> word) => SpeechVerbs.Find(word) >= 0;

    /// <summary>Whether a full stop behind a word ends no sentence.</summary>
    public static bool IsAbbreviation(ReadOnlySpan<char> word) => Abbreviations.Find(word) >= 0;

    private static WordTable ToTable(params string[] words) => new(words.Select(static word => KeyValuePair.Create(word, 1)));
}
