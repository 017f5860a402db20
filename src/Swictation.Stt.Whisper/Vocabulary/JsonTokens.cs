using System.Text;
using System.Text.Json;

namespace Swictation.Stt.Whisper;

/// <summary>Reads tokens from Hugging Face's JSON files without a string for each.</summary>
internal static class JsonTokens
{
    /// <summary>Longer than any token's spelling.</summary>
    private const int LongestSpelling = 4096;

    /// <summary>Reads a file; whatever is wrong with its JSON becomes a <see cref="ModelIntegrityException"/>.</summary>
    public static T ReadFile<T>(string path, Func<string, byte[], T> read)
    {
        try
        {
            return read(path, File.ReadAllBytes(path));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new ModelIntegrityException($"The model's file {path} is not the expected JSON ({exception.Message}) Get it again.", path, exception);
        }
    }

    /// <summary>Starts reading; the reader stands on the opening brace.</summary>
    public static Utf8JsonReader Open(ReadOnlySpan<byte> json)
    {
        if (json.StartsWith("\uFEFF"u8))
            json = json[3..];
        var reader = new Utf8JsonReader(json);
        reader.Read();
        Expect(reader.TokenType == JsonTokenType.StartObject, "an object");
        return reader;
    }

    /// <summary>Reads an object of spellings and numbers; the reader stands on its opening brace.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="tokens">Receives the text tokens.</param>
    /// <param name="specials">Receives the special tokens.</param>
    /// <param name="path">The file.</param>
    /// <param name="isLiteral">Whether the tokens are spelled as they are, not in the alphabet of bytes.</param>
    public static void ReadVocabulary(ref Utf8JsonReader reader, TokenTableBuilder tokens, SpecialTokenCollector specials, string path, bool isLiteral)
    {
        Expect(reader.TokenType == JsonTokenType.StartObject, "an object of tokens");
        byte[] buffer = NewBuffer();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> spelling = Text(ref reader, buffer);
            reader.Read();
            AddToken(spelling, reader.GetInt32(), tokens, specials, path, isLiteral);
        }
    }

    /// <summary>Adds a token to those of text or to the special ones.</summary>
    public static void AddToken(
        ReadOnlySpan<byte> spelling, int id, TokenTableBuilder tokens, SpecialTokenCollector specials, string path, bool isLiteral)
    {
        if (SpecialTokenNames.IsSpecial(spelling))
        {
            specials.Add(Encoding.UTF8.GetString(spelling), id, path);
            return;
        }

        if (!isLiteral)
            tokens.AddSpelled(id, spelling);
        else if (!tokens.Contains(id)) // an added token may be in the vocabulary already
            tokens.Add(id, spelling);
    }

    /// <summary>Gets the text of a property's name or of a string, in UTF-8.</summary>
    /// <param name="reader">The reader, which stands on it.</param>
    /// <param name="buffer">Where escaped text is put; <see cref="LongestSpelling"/> bytes.</param>
    public static ReadOnlySpan<byte> Text(scoped ref Utf8JsonReader reader, byte[] buffer)
    {
        Expect(reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String, "text");
        Expect(reader.ValueSpan.Length <= LongestSpelling, "a token of a sensible length");
        return reader.ValueIsEscaped ? buffer.AsSpan(0, reader.CopyString(buffer)) : reader.ValueSpan;
    }

    /// <summary>Makes a buffer for <see cref="Text"/>.</summary>
    public static byte[] NewBuffer() => new byte[LongestSpelling];

    /// <summary>Throws where the JSON is not of the expected shape.</summary>
    public static void Expect(bool condition, string what)
    {
        if (!condition)
            throw new FormatException($"{what} was expected.");
    }
}
