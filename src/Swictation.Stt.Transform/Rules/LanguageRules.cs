using Swictation.Stt.Transform.Rules.English;

namespace Swictation.Stt.Transform.Rules;

/// <summary>The rules that come with the library, by language.</summary>
internal static class LanguageRules
{
    public static IReadOnlyList<string> Codes { get; } = ["en", "de", "fr", "es"];

    public static IEnumerable<TransformRule>? Find(string code) => code switch
    {
        "en" => [.. EnglishMarks.Rules, .. EnglishSymbols.Rules, .. EnglishCommands.Rules, .. EnglishCode.Rules],
        "de" => GermanRules.All,
        "fr" => FrenchRules.All,
        "es" => SpanishRules.All,
        _ => null,
    };
}
