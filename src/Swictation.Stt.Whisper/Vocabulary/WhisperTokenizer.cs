using System.Buffers;
using System.Globalization;
using System.Text;

namespace Swictation.Stt.Whisper;

/// <summary>Whisper's byte-level tokens, both ways, and the tokens that are not text. Immutable; safe for concurrent use.</summary>
internal sealed class WhisperTokenizer
{
    private readonly BytePairEncoder _encoder;

    /// <summary>Initializes a new instance of the <see cref="WhisperTokenizer"/> class.</summary>
    /// <param name="path">The file that the tokens were read from.</param>
    /// <param name="table">The text tokens, numbered from 0 to below the end of text.</param>
    /// <param name="ranks">The rank at which each token is joined; <see langword="null"/> where its number says it.</param>
    /// <param name="specials">The tokens that are not text.</param>
    /// <exception cref="ModelLayoutException">There are fewer or more text tokens than the special tokens allow.</exception>
    public WhisperTokenizer(string path, TokenTable table, int[]? ranks, SpecialTokens specials)
    {
        if (table.Count != specials.EndOfText)
        {
            throw new ModelLayoutException(
                string.Create(CultureInfo.InvariantCulture, $"The vocabulary {path} has {table.Count} text tokens where the end of text, {specials.EndOfText}, says as many. ") +
                "Its files belong to different models: get all files from one model.",
                path);
        }

        SourcePath = path;
        Tokens = table;
        Specials = specials;
        _encoder = new BytePairEncoder(table, ranks);
    }

    /// <summary>Gets the file that the tokens were read from.</summary>
    public string SourcePath { get; }

    /// <summary>Gets the text tokens.</summary>
    public TokenTable Tokens { get; }

    /// <summary>Gets the tokens that are not text.</summary>
    public SpecialTokens Specials { get; }

    /// <summary>Throws where a decoder's output is not as wide as this vocabulary.</summary>
    /// <param name="width">The number of logits per step.</param>
    /// <param name="decoderPath">The decoder's file.</param>
    /// <exception cref="ModelLayoutException">The numbers differ.</exception>
    public void RequireFit(long width, string decoderPath)
    {
        if (width != Specials.VocabularySize)
        {
            throw new ModelLayoutException(
                string.Create(CultureInfo.InvariantCulture, $"The decoder {decoderPath} has {width} outputs where the vocabulary {SourcePath} has {Specials.VocabularySize} tokens. ") +
                "They belong to different models: get all files from one model.",
                SourcePath);
        }
    }

    /// <summary>Encodes text as text tokens. Names of special tokens in it are text too.</summary>
    /// <returns>The tokens; none for empty text.</returns>
    public int[] Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return _encoder.Encode(text);
    }

    /// <summary>
    /// Writes tokens as text, leaving out those that are not text. Bytes are put together before they are read as UTF-8, so characters
    /// split across tokens come out whole; what is not valid becomes U+FFFD, one for each longest part of a character.
    /// </summary>
    public string Decode(ReadOnlySpan<int> tokens) => Decode(tokens, spellSpecials: false, spellTimestamps: false);

    /// <summary>Writes tokens as text with special tokens spelled, as openai/whisper's <c>decode</c> and <c>decode_with_timestamps</c> do.</summary>
    /// <param name="tokens">The tokens.</param>
    /// <param name="timestamps">Whether timestamps are spelled too (<c>&lt;|1.08|&gt;</c>) or left out.</param>
    public string DecodeWithSpecials(ReadOnlySpan<int> tokens, bool timestamps = true) => Decode(tokens, spellSpecials: true, timestamps);

    private string Decode(ReadOnlySpan<int> tokens, bool spellSpecials, bool spellTimestamps)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(256);
        int length = 0;
        try
        {
            foreach (int token in tokens)
            {
                if (token < Specials.EndOfText)
                {
                    Append(Tokens[token]);
                }
                else if (Specials.IsTimestamp(token) ? spellTimestamps : spellSpecials)
                {
                    Append(Encoding.UTF8.GetBytes(Specials.Spell(token)));
                }
            }

            return Encoding.UTF8.GetString(buffer, 0, length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        void Append(ReadOnlySpan<byte> bytes)
        {
            if (length + bytes.Length > buffer.Length)
            {
                byte[] larger = ArrayPool<byte>.Shared.Rent(2 * (length + bytes.Length));
                buffer.AsSpan(0, length).CopyTo(larger);
                ArrayPool<byte>.Shared.Return(buffer);
                buffer = larger;
            }

            bytes.CopyTo(buffer.AsSpan(length));
            length += bytes.Length;
        }
    }
}
