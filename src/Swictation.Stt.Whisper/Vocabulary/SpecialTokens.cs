using System.Globalization;

namespace Swictation.Stt.Whisper;

/// <summary>
/// The numbers of the tokens that are not text. They follow the text tokens: end, start, languages, tasks, and the timestamps from 0.00
/// to 30.00 s last; where each lies differs between English-only models, multilingual ones and large-v3. Immutable.
/// </summary>
internal sealed record SpecialTokens
{
    /// <summary>The number of timestamps: 0.00 to 30.00 s in steps of 0.02 s.</summary>
    public const int TimestampCount = 1501;

    /// <summary>The length of a step of the timestamps, in seconds.</summary>
    public const double TimestampStep = 0.02;

    /// <summary>Gets the end of text; every lower number is text.</summary>
    public required int EndOfText { get; init; }

    /// <summary>Gets the start of a transcript.</summary>
    public required int StartOfTranscript { get; init; }

    /// <summary>Gets the task of translating to English.</summary>
    public required int Translate { get; init; }

    /// <summary>Gets the task of transcribing in the language spoken.</summary>
    public required int Transcribe { get; init; }

    /// <summary>Gets the start of a language model's text; never used, always suppressed.</summary>
    public required int StartOfLm { get; init; }

    /// <summary>Gets the start of the text before the window: the prompt.</summary>
    public required int StartOfPrevious { get; init; }

    /// <summary>Gets the token whose probability at the start of the transcript is that of no speech.</summary>
    public required int NoSpeech { get; init; }

    /// <summary>Gets the token that asks for text without timestamps.</summary>
    public required int NoTimestamps { get; init; }

    /// <summary>Gets whether the model knows languages and tasks; an English-only one has their tokens but does not use them.</summary>
    public required bool IsMultilingual { get; init; }

    /// <summary>Gets the languages in the order of their tokens.</summary>
    public required IReadOnlyList<LanguageToken> Languages { get; init; }

    /// <summary>Gets the timestamp 0.00; the first of <see cref="TimestampCount"/>.</summary>
    public int TimestampBegin => NoTimestamps + 1;

    /// <summary>Gets the number of all tokens: the width of the decoder's output.</summary>
    public int VocabularySize => TimestampBegin + TimestampCount;

    /// <summary>Whether a token is a timestamp.</summary>
    public bool IsTimestamp(int token) => token >= TimestampBegin;

    /// <summary>Gets the language of a language token, or <see langword="null"/> for any other token.</summary>
    public string? LanguageOf(int token)
    {
        int index = token - StartOfTranscript - 1;
        return index >= 0 && index < Languages.Count ? Languages[index].Code : null;
    }

    /// <summary>Gets the token of a language.</summary>
    /// <param name="code">The code as Whisper writes it (<see cref="WhisperLanguage.Parse"/>).</param>
    /// <exception cref="ArgumentException">The model does not know the language; the message lists those that it knows.</exception>
    public int LanguageId(string code)
    {
        foreach (LanguageToken language in Languages)
        {
            if (language.Code == code)
                return language.Id;
        }

        throw new ArgumentException(
            $"The model does not know the language \"{code}\". It knows: {string.Join(", ", Languages.Select(static language => language.Code))}.",
            nameof(code));
    }

    /// <summary>Makes the tokens that every transcript starts with: the start, the language and the task; the start alone for an English-only model.</summary>
    /// <param name="language">The code of the language; ignored by an English-only model, which has been asked before whether it fits.</param>
    /// <param name="translate">Whether to translate to English.</param>
    /// <exception cref="ArgumentException">The model does not know the language, or cannot translate.</exception>
    public int[] StartSequence(string? language, bool translate)
    {
        if (IsMultilingual)
            return [StartOfTranscript, LanguageId(language ?? "en"), translate ? Translate : Transcribe];
        if (translate)
            throw new ArgumentException("An English-only model cannot translate. Take a multilingual model (one without \".en\" in its name).", nameof(translate));
        return language is null or "en"
            ? [StartOfTranscript]
            : throw new ArgumentException($"An English-only model cannot transcribe \"{language}\". Take a multilingual model (one without \".en\" in its name).", nameof(language));
    }

    /// <summary>Spells a token as Whisper does, such as <c>&lt;|en|&gt;</c> or <c>&lt;|1.08|&gt;</c>.</summary>
    /// <param name="token">A token from <see cref="EndOfText"/> on.</param>
    public string Spell(int token)
    {
        if (IsTimestamp(token))
            return string.Create(CultureInfo.InvariantCulture, $"<|{(token - TimestampBegin) * TimestampStep:F2}|>");
        if (LanguageOf(token) is { } code)
            return $"<|{code}|>";
        return token == EndOfText ? SpecialTokenNames.EndOfText
            : token == StartOfTranscript ? SpecialTokenNames.StartOfTranscript
            : token == Translate ? SpecialTokenNames.Translate
            : token == Transcribe ? SpecialTokenNames.Transcribe
            : token == StartOfLm ? SpecialTokenNames.StartOfLm
            : token == StartOfPrevious ? SpecialTokenNames.StartOfPrevious
            : token == NoSpeech ? SpecialTokenNames.NoSpeech
            : token == NoTimestamps ? SpecialTokenNames.NoTimestamps
            : throw new ArgumentOutOfRangeException(nameof(token), token, "Not a special token of this vocabulary.");
    }
}
