using System.CommandLine.Parsing;
using System.Globalization;
using Swictation.Stt.Whisper;

namespace Swictation.Host.Commands;

/// <summary>Reads parts of a recording as they are written on the command line: seconds, a dash, and seconds or nothing for the end.</summary>
internal static class ClipList
{
    public static AudioRange[] Parse(ArgumentResult result)
    {
        var clips = new List<AudioRange>();
        foreach (string text in result.Tokens.Select(static token => token.Value))
        {
            int dash = text.IndexOf('-', StringComparison.Ordinal);
            if (dash > 0 && Seconds(text[..dash]) is { } start && (dash == text.Length - 1 || Seconds(text[(dash + 1)..]) > start))
                clips.Add(new AudioRange(start, dash == text.Length - 1 ? null : Seconds(text[(dash + 1)..])));
            else
                result.AddError($"--clip must be two numbers of seconds with a dash between them, such as 10-25, or 60- to the end; got {text}.");
        }

        return [.. clips];
    }

    private static TimeSpan? Seconds(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) && seconds < 1e6 ? TimeSpan.FromSeconds(seconds) : null;
}
