namespace Swictation.Stt.Whisper.Tests;

/// <summary>A vocabulary of few text tokens, with the special tokens and timestamps behind them.</summary>
internal static class SmallVocabulary
{
    public static SpecialTokens Of(int text) => new()
    {
        EndOfText = text,
        StartOfTranscript = text + 1,
        Translate = text + 2,
        Transcribe = text + 3,
        StartOfLm = text + 4,
        StartOfPrevious = text + 5,
        NoSpeech = text + 6,
        NoTimestamps = text + 7,
        IsMultilingual = false,
        Languages = [],
    };
}
