using System.Text.Json;

namespace Swictation.Stt.Evaluation.Tests.Normalization;

/// <summary>Holds the normalisers against outputs of the reference implementation, openai/whisper 20250625.</summary>
public sealed class NormalizerFactsTests
{
    private static readonly (string Field, ITextNormalizer Normalizer)[] Normalizers =
    [
        ("english", new EnglishTextNormalizer()),
        ("basic", new BasicTextNormalizer()),
        ("basic_no_diacritics", new BasicTextNormalizer(removeDiacritics: true)),
        ("basic_split", new BasicTextNormalizer(splitLetters: true)),
    ];

    [SkippableFact]
    public void Outputs_are_the_references_on_the_shared_cases()
    {
        using JsonDocument cases = JsonDocument.Parse(File.ReadAllText(SharedFiles.Path("oracles", "normalizer", "whisper.json")));
        Assert.Equal(49, cases.RootElement.GetArrayLength());
        AssertFacts(cases.RootElement.EnumerateArray());
    }

    /// <summary>Every number word alone, before and after another, random runs of them, and mixtures with what else the rules are about.</summary>
    [Fact]
    public void Outputs_are_the_references_on_phrases_made_of_everything_the_rules_know()
    {
        using Stream facts = typeof(NormalizerFactsTests).Assembly.GetManifestResourceStream("normalizers.jsonl")!;
        using var reader = new StreamReader(facts);
        var cases = new List<JsonElement>();
        while (reader.ReadLine() is { } line)
            cases.Add(JsonDocument.Parse(line).RootElement);
        Assert.True(cases.Count > 1000);
        AssertFacts(cases);
    }

    private static void AssertFacts(IEnumerable<JsonElement> cases)
    {
        var wrong = new List<string>();
        foreach (JsonElement fact in cases)
        {
            string text = fact.GetProperty("text").GetString()!;
            foreach ((string field, ITextNormalizer normalizer) in Normalizers)
            {
                string expected = fact.GetProperty(field).GetString()!;
                string actual = normalizer.Normalize(text);
                if (actual != expected)
                    wrong.Add($"{field}: {Show(text)}: {Show(actual)} instead of {Show(expected)}");
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} outputs differ:\n{string.Join('\n', wrong.Take(40))}");
    }

    private static string Show(string text) => JsonSerializer.Serialize(text);
}
