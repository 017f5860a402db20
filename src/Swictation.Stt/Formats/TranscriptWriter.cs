using System.Globalization;

namespace Swictation.Stt.Formats;

/// <summary>Writes transcriptions as text, JSON, subtitles or tables. Numbers do not depend on the culture; lines end in a line feed.</summary>
/// <remarks>Safe for concurrent use with different writers.</remarks>
public static class TranscriptWriter
{
    /// <summary>Writes a transcription.</summary>
    /// <param name="writer">Receives the text; neither flushed nor disposed.</param>
    /// <param name="transcription">The transcription.</param>
    /// <param name="format">The form.</param>
    /// <param name="options">How to write it, or <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The format is unknown, or an option is out of range.</exception>
    public static void Write(TextWriter writer, Transcription transcription, TranscriptFormat format, TranscriptFormatOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(transcription);
        options ??= new TranscriptFormatOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.SubtitleLineLength, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.SubtitleLines, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.SubtitleDuration, TimeSpan.Zero, nameof(options));
        switch (format)
        {
            case TranscriptFormat.Text:
                WriteText(writer, transcription, options);
                break;
            case TranscriptFormat.Json:
                JsonTranscript.Write(writer, transcription, options);
                break;
            case TranscriptFormat.Srt:
                Subtitles.WriteSrt(writer, Subtitles.Split(transcription, options));
                break;
            case TranscriptFormat.Vtt:
                Subtitles.WriteVtt(writer, Subtitles.Split(transcription, options));
                break;
            case TranscriptFormat.Tsv:
                WriteTable(writer, transcription, options);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "Unknown transcript format.");
        }
    }

    /// <summary>Gets the usual file name extension of a format, with its dot.</summary>
    /// <param name="format">The format.</param>
    /// <returns>The extension, such as <c>.srt</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The format is unknown.</exception>
    public static string GetExtension(TranscriptFormat format) => format switch
    {
        TranscriptFormat.Text => ".txt",
        TranscriptFormat.Json => ".json",
        TranscriptFormat.Srt => ".srt",
        TranscriptFormat.Vtt => ".vtt",
        TranscriptFormat.Tsv => ".tsv",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Unknown transcript format."),
    };

    private static void WriteText(TextWriter writer, Transcription transcription, TranscriptFormatOptions options)
    {
        if (options.Words)
        {
            foreach (TranscriptionWord word in transcription.Words)
            {
                writer.Write(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{word.Start.TotalSeconds,8:F2} {word.End.TotalSeconds,8:F2} {word.Confidence,5:F2}  {word.Text}\n"));
            }

            return;
        }

        foreach (TranscriptionSegment segment in transcription.Segments)
        {
            writer.Write(segment.Text);
            writer.Write('\n');
        }
    }

    private static void WriteTable(TextWriter writer, Transcription transcription, TranscriptFormatOptions options)
    {
        writer.Write(options.Words ? "start\tend\tconfidence\ttext\n" : "start\tend\ttext\n");
        if (options.Words)
        {
            foreach (TranscriptionWord word in transcription.Words)
            {
                writer.Write(string.Create(
                    CultureInfo.InvariantCulture, $"{word.Start.TotalMilliseconds:F0}\t{word.End.TotalMilliseconds:F0}\t{word.Confidence:F3}\t{Cell(word.Text)}\n"));
            }

            return;
        }

        foreach (TranscriptionSegment segment in transcription.Segments)
        {
            writer.Write(string.Create(
                CultureInfo.InvariantCulture, $"{segment.Start.TotalMilliseconds:F0}\t{segment.End.TotalMilliseconds:F0}\t{Cell(segment.Text)}\n"));
        }
    }

    private static string Cell(string text) => text.Replace('\t', ' ').Replace('\n', ' ').Replace('\r', ' ');
}
