namespace Swictation.Stt.Whisper;

/// <summary>Groups tokens into words, as <c>split_to_word_tokens</c> of openai/whisper's <c>tokenizer.py</c>. Immutable.</summary>
internal sealed class TokenWordSplitter(WhisperTokenizer tokenizer)
{
    private const char Replacement = '\uFFFD';

    /// <summary>Python's <c>string.punctuation</c>, in its order: a run of marks counts where it is part of this text.</summary>
    private const string Punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    /// <summary>Groups tokens into words: at spaces, or at whole characters in languages that are written without.</summary>
    /// <param name="tokens">The tokens; a special one is a word of its own.</param>
    /// <param name="language">Whisper's code of the language, or <see langword="null"/>.</param>
    /// <returns>The words in order; each token is in exactly one.</returns>
    public List<TokenWord> Split(ReadOnlySpan<int> tokens, string? language) =>
        WhisperLanguage.IsWrittenWithoutSpaces(language) ? SplitOnUnicode(tokens) : SplitOnSpaces(tokens);

    /// <summary>Groups tokens into runs that hold whole characters. Where the text itself is invalid, each token stands alone.</summary>
    public List<TokenWord> SplitOnUnicode(ReadOnlySpan<int> tokens)
    {
        string whole = tokenizer.DecodeWithSpecials(tokens);
        var words = new List<TokenWord>();
        int offset = 0;
        int first = 0;
        for (int end = 1; end <= tokens.Length; end++)
        {
            string text = tokenizer.DecodeWithSpecials(tokens[first..end]);
            int invalid = text.IndexOf(Replacement, StringComparison.Ordinal);
            // A character that is invalid here but not in the whole is only unfinished. The last tokens are a word in any case.
            bool isComplete = invalid < 0 || (offset + invalid < whole.Length && whole[offset + invalid] == Replacement);
            if (!isComplete && end < tokens.Length)
                continue;
            words.Add(new TokenWord(text, first, end - first));
            offset += text.Length;
            first = end;
        }

        return words;
    }

    /// <summary>Groups tokens into words that begin at a space, at a special token or at punctuation.</summary>
    public List<TokenWord> SplitOnSpaces(ReadOnlySpan<int> tokens)
    {
        var words = new List<TokenWord>();
        foreach (TokenWord part in SplitOnUnicode(tokens))
        {
            bool begins = words.Count == 0
                || tokens[part.First] >= tokenizer.Specials.EndOfText
                || part.Text.StartsWith(' ')
                || Punctuation.Contains(part.Text.Trim(), StringComparison.Ordinal);
            if (begins)
                words.Add(part);
            else
                words[^1] = words[^1] with { Text = words[^1].Text + part.Text, Count = words[^1].Count + part.Count };
        }

        return words;
    }
}
