namespace Swictation.Stt.Whisper;

/// <summary>
/// Finds the tokens that are not spoken: brackets, speaker marks, musical signs. They are suppressed by default, so that no captions such
/// as "[MUSIC]" are written (openai/whisper, <c>tokenizer.py</c>, <c>non_speech_tokens</c>).
/// </summary>
internal static class NonSpeechTokens
{
    /// <summary>Suppressed where they are a single token, alone and after a space.</summary>
    private static readonly string[] Symbols =
    [
        "\"", "#", "(", ")", "*", "+", "/", ":", ";", "<", "=", ">", "@", "[", "\\", "]", "^", "_", "`", "{", "|", "}", "~", "「", "」", "『", "』",
        "<<", ">>", "<<<", ">>>", "--", "---", "-(", "-[", "('", "(\"", "((", "))", "(((", ")))", "[[", "]]", "{{", "}}", "♪♪", "♪♪♪",
    ];

    /// <summary>Suppressed by their first token, which they share only with other signs of U+2640 to U+267F.</summary>
    private static readonly string[] MusicalSigns = ["♩", "♪", "♫", "♬", "♭", "♮", "♯"];

    /// <summary>Finds the tokens.</summary>
    /// <returns>Their numbers, ascending.</returns>
    public static int[] Find(WhisperTokenizer tokenizer)
    {
        // Hyphens and apostrophes are allowed within words, not at their start.
        var found = new SortedSet<int> { tokenizer.Encode(" -")[0], tokenizer.Encode(" '")[0] };
        foreach (string symbol in Symbols.Concat(MusicalSigns))
        {
            foreach (string text in new[] { symbol, " " + symbol })
            {
                int[] tokens = tokenizer.Encode(text);
                if (tokens.Length == 1 || MusicalSigns.Contains(symbol))
                    found.Add(tokens[0]);
            }
        }

        return [.. found];
    }

    /// <summary>Finds what is suppressed by default: <see cref="Find"/> and the special tokens that are never sampled (<c>decoding.py</c>).</summary>
    /// <returns>Their numbers, ascending.</returns>
    public static int[] FindSuppressed(WhisperTokenizer tokenizer)
    {
        SpecialTokens specials = tokenizer.Specials;
        int[] suppressed =
        [
            .. Find(tokenizer), specials.Transcribe, specials.Translate, specials.StartOfTranscript, specials.StartOfPrevious,
            specials.StartOfLm, specials.NoSpeech,
        ];
        Array.Sort(suppressed);
        return suppressed;
    }

    /// <summary>Finds what cannot come first: a lone space and the end of text (<c>SuppressBlank</c>).</summary>
    public static int[] FindBlank(WhisperTokenizer tokenizer) => [.. tokenizer.Encode(" "), tokenizer.Specials.EndOfText];
}
