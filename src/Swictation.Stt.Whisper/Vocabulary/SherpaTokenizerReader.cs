using System.Buffers;
using System.Buffers.Text;
using System.Globalization;

namespace Swictation.Stt.Whisper;

/// <summary>Reads sherpa-onnx's files: the text tokens from <c>tokens.txt</c>, the special ones from the encoder's metadata.</summary>
internal static class SherpaTokenizerReader
{
    /// <summary>The entries of the metadata that name a special token.</summary>
    private static readonly (string Key, string Name)[] Entries =
    [
        ("eot", SpecialTokenNames.EndOfText), ("sot", SpecialTokenNames.StartOfTranscript), ("translate", SpecialTokenNames.Translate),
        ("transcribe", SpecialTokenNames.Transcribe), ("sot_lm", SpecialTokenNames.StartOfLm), ("sot_prev", SpecialTokenNames.StartOfPrevious),
        ("no_speech", SpecialTokenNames.NoSpeech), ("no_timestamps", SpecialTokenNames.NoTimestamps),
    ];

    /// <summary>Reads a tokenizer.</summary>
    /// <param name="tokensPath">The path of <c>&lt;name&gt;-tokens.txt</c>.</param>
    /// <param name="metadata">The encoder's metadata.</param>
    /// <param name="encoderPath">The path of the encoder, for messages.</param>
    /// <exception cref="ModelIntegrityException">The tokens are damaged.</exception>
    /// <exception cref="ModelLayoutException">The metadata is not Whisper's, or the files do not fit together.</exception>
    public static WhisperTokenizer Read(string tokensPath, IReadOnlyDictionary<string, string> metadata, string encoderPath)
    {
        TokenTable table = ReadTokens(tokensPath);
        var specials = new SpecialTokenCollector(encoderPath)
        {
            VocabularySize = Number("n_vocab"),
            IsMultilingual = Number("is_multilingual") is { } multilingual ? multilingual != 0 : null,
        };
        foreach ((string key, string name) in Entries)
        {
            if (Number(key) is { } id)
                specials.Add(name, id, encoderPath);
        }

        if (metadata.TryGetValue("all_language_codes", out string? codeList) && metadata.TryGetValue("all_language_tokens", out string? tokenList))
            AddLanguages(codeList.Split(',', StringSplitOptions.RemoveEmptyEntries), tokenList.Split(',', StringSplitOptions.RemoveEmptyEntries));
        return new WhisperTokenizer(tokensPath, table, ranks: null, specials.Build(table.Count));

        void AddLanguages(string[] codes, string[] tokens)
        {
            if (codes.Length != tokens.Length)
                throw Wrong("all_language_tokens", string.Create(CultureInfo.InvariantCulture, $"has {tokens.Length} entries for {codes.Length} languages"));
            for (int i = 0; i < codes.Length; i++)
                specials.AddLanguage(codes[i].Trim(), Parse("all_language_tokens", tokens[i]), encoderPath);
        }

        int? Number(string key) => metadata.TryGetValue(key, out string? text) ? Parse(key, text) : null;

        int Parse(string key, string text) =>
            int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int number) ? number : throw Wrong(key, $"has \"{text}\" where a number was expected");

        ModelLayoutException Wrong(string key, string what) => new(
            $"The metadata of {encoderPath} is not that of a Whisper encoder: {key} {what}. Get the encoder that sherpa-onnx exported.", encoderPath);
    }

    /// <summary>Reads lines of a token's bytes in base64, a space and its number.</summary>
    private static TokenTable ReadTokens(string path)
    {
        var tokens = new TokenTableBuilder(path);
        ReadOnlySpan<byte> text = File.ReadAllBytes(path);
        Span<byte> bytes = stackalloc byte[1024];
        int number = 0;
        foreach (Range range in text.Split((byte)'\n'))
        {
            number++;
            ReadOnlySpan<byte> line = text[range].TrimEnd((byte)'\r');
            if (line.IsEmpty)
                continue;
            int space = line.IndexOf((byte)' ');
            // Python writes a token without bytes, the last one of multilingual vocabularies, as a lone padding sign.
            ReadOnlySpan<byte> encoded = space < 0 ? line : line[..space];
            if (encoded.SequenceEqual("="u8))
                encoded = default;
            if (space < 0
                || !Utf8Parser.TryParse(line[(space + 1)..], out int id, out int consumed) || consumed != line.Length - space - 1
                || Base64.DecodeFromUtf8(encoded, bytes, out _, out int written) != OperationStatus.Done)
            {
                throw tokens.Damaged(string.Create(CultureInfo.InvariantCulture, $"line {number} is not a token in base64, a space and a number"));
            }

            tokens.Add(id, bytes[..written]);
        }

        return tokens.Build();
    }
}
