namespace Swictation.Stt.Formats;

/// <summary>The forms in which a transcription can be written.</summary>
public enum TranscriptFormat
{
    /// <summary>Plain text: a line for each segment; with words, a line for each word with its times and confidence.</summary>
    Text,

    /// <summary>One JSON object on one line.</summary>
    Json,

    /// <summary>SubRip subtitles.</summary>
    Srt,

    /// <summary>WebVTT subtitles.</summary>
    Vtt,

    /// <summary>Tab-separated start, end and text, in milliseconds, with a heading.</summary>
    Tsv,
}
