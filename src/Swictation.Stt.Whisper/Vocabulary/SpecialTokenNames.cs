namespace Swictation.Stt.Whisper;

/// <summary>How Whisper's tokenizer spells the tokens that are not text.</summary>
internal static class SpecialTokenNames
{
    public const string EndOfText = "<|endoftext|>";
    public const string StartOfTranscript = "<|startoftranscript|>";
    public const string Translate = "<|translate|>";
    public const string Transcribe = "<|transcribe|>";
    public const string StartOfLm = "<|startoflm|>";
    public const string StartOfPrevious = "<|startofprev|>";
    public const string NoSpeech = "<|nospeech|>";

    /// <summary>What Hugging Face's files before large-v3 call <see cref="NoSpeech"/>.</summary>
    public const string NoCaptions = "<|nocaptions|>";

    public const string NoTimestamps = "<|notimestamps|>";
    public const string FirstTimestamp = "<|0.00|>";
    public const string LastTimestamp = "<|30.00|>";

    /// <summary>Whether a token of a vocabulary file is spelled as a special one.</summary>
    public static bool IsSpecial(ReadOnlySpan<byte> name) => name.StartsWith("<|"u8) && name.EndsWith("|>"u8) && name.Length > 4;
}
