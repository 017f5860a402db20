using System.Text;
using System.Text.Unicode;

namespace Swictation.Stt.Audio;

/// <summary>Recognises by its first bytes what a stream holds.</summary>
internal static class AudioSniffer
{
    /// <summary>How many bytes are looked at.</summary>
    public const int Length = 64;

    /// <summary>Tells whether the bytes begin a WAV file that <see cref="WavReader"/> is to read, or to refuse with its own words.</summary>
    public static bool IsWav(ReadOnlySpan<byte> start)
    {
        bool riff = start.StartsWith("RIFF"u8) || start.StartsWith("RF64"u8) || start.StartsWith("BW64"u8);
        // A file cut short within the first twelve bytes is a damaged WAV file rather than something FFmpeg would know.
        return riff && (start.Length < 12 || start[8..].StartsWith("WAVE"u8));
    }

    /// <summary>Refuses what is no audio at all, before FFmpeg is asked: it would take a play list as an order to open other files.</summary>
    public static void RefuseOther(ReadOnlySpan<byte> start, string name)
    {
        if (start.IsEmpty)
            throw new AudioFormatException($"{name} is empty (0 bytes). Record or export it again.", name);
        if (IsText(start))
        {
            string begin = Encoding.UTF8.GetString(start[..Math.Min(16, start.Length)]).ReplaceLineEndings(" ");
            throw new AudioFormatException($"{name} is a text file, not a recording: it begins with \"{begin}\". Name an audio file.", name);
        }
    }

    private static bool IsText(ReadOnlySpan<byte> start)
    {
        // The one audio format whose first line is text.
        if (start.StartsWith("#!AMR"u8))
            return false;
        foreach (byte value in start)
        {
            if (value is < 0x20 and not ((byte)'\t' or (byte)'\r' or (byte)'\n'))
                return false;
        }

        // The last character may be cut in two by the length looked at.
        for (int cut = 0; cut < 4 && cut < start.Length; cut++)
        {
            if (Utf8.IsValid(start[..^cut]))
                return true;
        }

        return false;
    }
}
