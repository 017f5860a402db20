using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Swictation.Stt.Whisper.Tests;

/// <summary>Writes a tokenizer's files in the other ways that they are published: from the tokens, with merges found by an algorithm of the tests' own.</summary>
internal static class Spelling
{
    private static readonly char[] Alphabet = BuildAlphabet();

    public static string Spell(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        foreach (byte value in bytes)
            text.Append(Alphabet[value]);
        return text.ToString();
    }

    /// <summary>Finds the two tokens of which each token was joined: what its bytes merge to by the merges before it.</summary>
    public static List<(int Left, int Right)> FindMerges(TokenTable table)
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        var merges = new List<(int, int)>();
        for (int id = 0; id < table.Count; id++)
        {
            string spelling = Spell(table[id]);
            if (spelling.Length > 1)
            {
                List<string> parts = [.. spelling.Select(static c => c.ToString())];
                while (parts.Count > 2)
                {
                    int best = Enumerable.Range(0, parts.Count - 1).MinBy(i => known.GetValueOrDefault(parts[i] + parts[i + 1], int.MaxValue));
                    parts[best] += parts[best + 1];
                    parts.RemoveAt(best + 1);
                }

                merges.Add((known[parts[0]], known[parts[1]]));
            }

            known[spelling] = id;
        }

        return merges;
    }

    public static void WriteMerges(string path, TokenTable table, IEnumerable<(int Left, int Right)> merges) =>
        File.WriteAllLines(path, merges.Select(merge => $"{Spell(table[merge.Left])} {Spell(table[merge.Right])}").Prepend("#version: 0.2"));

    public static void WriteTokenizerJson(string path, WhisperTokenizer tokenizer, IEnumerable<(int Left, int Right)> merges, bool asPairs, bool mergesFirst)
    {
        TokenTable table = tokenizer.Tokens;
        using FileStream file = File.Create(path);
        using var writer = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true, Encoder = mergesFirst ? JavaScriptEncoder.Default : JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        writer.WriteStartObject();
        writer.WriteString("version", "1.0");
        writer.WriteNull("truncation");
        writer.WriteStartArray("added_tokens");
        for (int id = table.Count - 1; id < tokenizer.Specials.VocabularySize; id++)
        {
            writer.WriteStartObject();
            writer.WriteNumber("id", id);
            writer.WriteString("content", id < table.Count ? string.Empty : tokenizer.Specials.Spell(id));
            writer.WriteBoolean("special", true);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartObject("model");
        writer.WriteString("type", "BPE");
        if (mergesFirst)
            WriteMergeArray(writer, table, merges, asPairs);
        writer.WriteStartObject("vocab");
        for (int id = 0; id < table.Count; id++)
            writer.WriteNumber(Spell(table[id]), id);
        writer.WriteNumber("<|endoftext|>", table.Count);
        writer.WriteEndObject();
        if (!mergesFirst)
            WriteMergeArray(writer, table, merges, asPairs);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteMergeArray(Utf8JsonWriter writer, TokenTable table, IEnumerable<(int Left, int Right)> merges, bool asPairs)
    {
        writer.WriteStartArray("merges");
        foreach ((int left, int right) in merges)
        {
            if (asPairs)
            {
                writer.WriteStartArray();
                writer.WriteStringValue(Spell(table[left]));
                writer.WriteStringValue(Spell(table[right]));
                writer.WriteEndArray();
            }
            else
            {
                writer.WriteStringValue($"{Spell(table[left])} {Spell(table[right])}");
            }
        }

        writer.WriteEndArray();
    }

    private static char[] BuildAlphabet()
    {
        var alphabet = new char[256];
        int next = 256;
        for (int value = 0; value < 256; value++)
            alphabet[value] = value is (> 32 and < 127) or (> 160 and not 173) ? (char)value : (char)next++;
        return alphabet;
    }
}
