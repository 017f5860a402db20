using System.Globalization;
using System.Text;

namespace Swictation.Stt.Formats;

/// <summary>Splits a transcription into subtitles at word times, and writes them.</summary>
internal static class Subtitles
{
    /// <summary>The shortest time on screen, so that no player drops a subtitle.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(80);

    public static List<SubtitleCue> Split(Transcription transcription, TranscriptFormatOptions options)
    {
        var cues = new List<SubtitleCue>();
        foreach (TranscriptionSegment segment in transcription.Segments)
        {
            var cue = new CueBuilder(options);
            foreach (TranscriptionWord word in segment.Words)
            {
                if (!cue.TryAdd(word))
                {
                    cues.Add(cue.Take());
                    cue.TryAdd(word);
                }
            }

            if (!cue.IsEmpty)
                cues.Add(cue.Take());
        }

        return KeepApart(cues);
    }

    public static void WriteSrt(TextWriter writer, IReadOnlyList<SubtitleCue> cues)
    {
        for (int i = 0; i < cues.Count; i++)
        {
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"{i + 1}\n"));
            writer.Write($"{Clock(cues[i].Start, ',')} --> {Clock(cues[i].End, ',')}\n");
            foreach (string line in cues[i].Lines)
                writer.Write(line + "\n");
            writer.Write('\n');
        }
    }

    public static void WriteVtt(TextWriter writer, IReadOnlyList<SubtitleCue> cues)
    {
        writer.Write("WEBVTT\n\n");
        foreach (SubtitleCue cue in cues)
        {
            writer.Write($"{Clock(cue.Start, '.')} --> {Clock(cue.End, '.')}\n");
            foreach (string line in cue.Lines)
                writer.Write(line.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal) + "\n");
            writer.Write('\n');
        }
    }

    /// <summary>Gives every subtitle some time on screen without letting two overlap.</summary>
    private static List<SubtitleCue> KeepApart(List<SubtitleCue> cues)
    {
        for (int i = 0; i < cues.Count; i++)
        {
            TimeSpan end = cues[i].End - cues[i].Start < Shortest ? cues[i].Start + Shortest : cues[i].End;
            if (i + 1 < cues.Count && end > cues[i + 1].Start && cues[i + 1].Start > cues[i].Start)
                end = cues[i + 1].Start;
            cues[i] = cues[i] with { End = end };
        }

        return cues;
    }

    private static string Clock(TimeSpan time, char point) => string.Create(
        CultureInfo.InvariantCulture, $"{(int)time.TotalHours:D2}:{time.Minutes:D2}:{time.Seconds:D2}{point}{time.Milliseconds:D3}");

    private sealed class CueBuilder(TranscriptFormatOptions options)
    {
        private readonly List<string> _lines = [];
        private readonly StringBuilder _line = new();
        private TimeSpan _start;
        private TimeSpan _end;

        public bool IsEmpty => _line.Length == 0;

        /// <summary>Adds a word where it fits; says no where a new subtitle has to begin.</summary>
        public bool TryAdd(TranscriptionWord word)
        {
            if (IsEmpty)
            {
                (_start, _end) = (word.Start, word.End);
                _line.Append(word.Text);
                return true;
            }

            if (options.Words || word.End - _start > options.SubtitleDuration)
                return false;
            string space = word.HasSpaceBefore ? " " : string.Empty;
            if (_line.Length + space.Length + word.Text.Length > options.SubtitleLineLength)
            {
                if (_lines.Count + 1 >= options.SubtitleLines)
                    return false;
                _lines.Add(_line.ToString());
                _line.Clear();
            }
            else
            {
                _line.Append(space);
            }

            _line.Append(word.Text);
            _end = word.End;
            return true;
        }

        public SubtitleCue Take()
        {
            _lines.Add(_line.ToString());
            var cue = new SubtitleCue(_start, _end, [.. _lines]);
            _lines.Clear();
            _line.Clear();
            return cue;
        }
    }
}
