using System.Text;
using System.Text.Json;

namespace Swictation.Stt.Parakeet.Tests;

public sealed class BpeEncoderTests
{
    private static readonly BpeEncoder Encoder = new(Engines.Tiny().Model.Vocabulary);

    private static bool HasUnicodeTables => "ﬁ".Normalize(NormalizationForm.FormKC) == "fi";

    [Fact]
    public void Pieces_are_those_of_SentencePiece()
    {
        using JsonDocument cases = JsonDocument.Parse(
            File.ReadAllText(Repository.Path("tests", "Swictation.Stt.Parakeet.Tests", "Fixtures", "tiny-en-bpe.json")));
        var wrong = new List<string>();
        int known = 0, unknown = 0;
        foreach (JsonElement item in cases.RootElement.EnumerateArray())
        {
            string text = item.GetProperty("text").GetString()!;
            int[] expected = [.. item.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32())];
            // Ligatures and full-width letters need the tables of Unicode, which the invariant globalization mode leaves out.
            if (!HasUnicodeTables && text.Any(c => c is >= '\uFB00' and <= '\uFFEE'))
                continue;
            int[]? actual = Encoder.TryEncode(text, out string? missing);
            bool right = expected.Contains(0) ? actual is null && missing is { Length: > 0 } : actual is not null && actual.SequenceEqual(expected);
            _ = expected.Contains(0) ? unknown++ : known++;
            if (!right)
                wrong.Add($"\"{text}\": expected [{string.Join(' ', expected)}], got [{(actual is null ? "null" : string.Join(' ', actual))}]");
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} of {known + unknown} differ:\n{string.Join('\n', wrong.Take(20))}");
        Assert.True(known > 100 && unknown > 0);
    }

    [Theory]
    [InlineData("  hello   world ")]
    [InlineData("hello\tworld")]
    [InlineData("hello\nworld")]
    [InlineData("hello\u3000world")]
    [InlineData("hello\u00A0world")]
    public void White_space_is_collapsed(string text) => Assert.Equal(Encoder.TryEncode("hello world", out _), Encoder.TryEncode(text, out _));

    [Fact]
    public void The_character_that_cannot_be_written_is_named()
    {
        Assert.Null(Encoder.TryEncode("hello wörld", out string? unknown));
        Assert.Equal("ö", unknown);
    }

    [Fact]
    public void No_text_gives_no_pieces() => Assert.Empty(Encoder.TryEncode("  ", out _)!);
}
