using System.Globalization;

namespace Swictation.Stt.Whisper;

/// <summary>
/// Makes the tokens that a window's decoding starts from: the text before it, the start of the transcript, and what it is to begin with
/// (openai/whisper, <c>decoding.py</c>, <c>_get_initial_tokens</c>). Immutable.
/// </summary>
/// <param name="tokenizer">The tokenizer.</param>
/// <param name="contextLength">The decoder's context, <c>n_text_ctx</c>: 448.</param>
internal sealed class PromptBuilder(WhisperTokenizer tokenizer, int contextLength = PromptBuilder.DefaultContextLength)
{
    /// <summary>The context of every published model.</summary>
    public const int DefaultContextLength = 448;

    /// <summary>Gets how many tokens of the text before a window are kept: half of the context less the token that introduces them.</summary>
    public int MaximumPromptLength => (contextLength / 2) - 1;

    /// <summary>Encodes a prompt or prefix as the model has seen such text: with one space before it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">The name of the parameter, for the message.</param>
    /// <returns>The tokens; none where the text is blank.</returns>
    /// <exception cref="ArgumentException">The text has more tokens than the decoder's context.</exception>
    public int[] Encode(string? text, string name)
    {
        if (string.IsNullOrWhiteSpace(text))
            return [];
        int[] tokens = tokenizer.Encode(" " + text.Trim());
        return tokens.Length <= contextLength ? tokens : throw new ArgumentException(
            string.Create(CultureInfo.InvariantCulture, $"The {name} has {tokens.Length} tokens where the decoder's context has {contextLength}. ") +
            string.Create(CultureInfo.InvariantCulture, $"Shorten it; of a prompt the last {MaximumPromptLength} tokens are used."),
            name);
    }

    /// <summary>Gets how many tokens of a prefix are kept.</summary>
    /// <param name="startLength">The length of the start sequence.</param>
    /// <param name="sampleLength">How many tokens are sampled at most.</param>
    /// <returns>
    /// What half of the context leaves beside <paramref name="sampleLength"/>, as in the reference. With the default of half of the context
    /// that would be nothing, which the reference takes for everything; here it is then what leaves room for one token.
    /// </returns>
    public int MaximumPrefixLength(int startLength, int sampleLength)
    {
        int room = (contextLength / 2) - startLength - 1;
        int beside = (contextLength / 2) - sampleLength;
        return beside > 0 ? Math.Min(beside, room) : room;
    }

    /// <summary>Puts the tokens together.</summary>
    /// <param name="start">The start sequence (<see cref="SpecialTokens.StartSequence"/>), with the token for no timestamps where they are not wanted.</param>
    /// <param name="prompt">The text before the window; the last <see cref="MaximumPromptLength"/> tokens are used.</param>
    /// <param name="prefix">What the transcript begins with; the last <see cref="MaximumPrefixLength"/> tokens are used.</param>
    /// <param name="sampleLength">How many tokens are sampled at most.</param>
    /// <returns>The tokens, at least one fewer than the context.</returns>
    public int[] Build(ReadOnlySpan<int> start, ReadOnlySpan<int> prompt, ReadOnlySpan<int> prefix, int sampleLength)
    {
        prompt = Tail(prompt, MaximumPromptLength);
        prefix = Tail(prefix, MaximumPrefixLength(start.Length, sampleLength));
        int introduction = prompt.IsEmpty ? 0 : 1;
        var tokens = new int[introduction + prompt.Length + start.Length + prefix.Length];
        if (introduction > 0)
            tokens[0] = tokenizer.Specials.StartOfPrevious;
        prompt.CopyTo(tokens.AsSpan(introduction));
        start.CopyTo(tokens.AsSpan(introduction + prompt.Length));
        prefix.CopyTo(tokens.AsSpan(introduction + prompt.Length + start.Length));
        return tokens;
    }

    private static ReadOnlySpan<int> Tail(ReadOnlySpan<int> tokens, int length) => tokens.Length <= length ? tokens : tokens[^length..];
}
