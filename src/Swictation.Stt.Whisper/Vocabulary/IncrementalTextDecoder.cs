using System.Text;

namespace Swictation.Stt.Whisper;

/// <summary>
/// Writes tokens as text while they arrive. Bytes of an unfinished character are held back until it is complete or cannot become one, so
/// the parts put together are the text of <see cref="WhisperTokenizer.Decode(ReadOnlySpan{int})"/>. For one thread.
/// </summary>
internal sealed class IncrementalTextDecoder(WhisperTokenizer tokenizer)
{
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();

    /// <summary>Adds a token; one that is not text adds nothing.</summary>
    /// <returns>The text that is complete now; may be empty.</returns>
    public string Append(int token) => token < tokenizer.Specials.EndOfText ? Convert(tokenizer.Tokens[token], flush: false) : string.Empty;

    /// <summary>Ends the text.</summary>
    /// <returns>U+FFFD where a character was left unfinished, otherwise nothing. The decoder is as new after it.</returns>
    public string Flush() => Convert([], flush: true);

    private string Convert(ReadOnlySpan<byte> bytes, bool flush)
    {
        // Each byte gives at most one character, and those held back before at most one more.
        Span<char> characters = stackalloc char[256];
        if (bytes.Length + 4 > characters.Length)
            characters = new char[bytes.Length + 4];
        int count = _decoder.GetChars(bytes, characters, flush);
        return count == 0 ? string.Empty : new string(characters[..count]);
    }
}
