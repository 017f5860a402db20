using System.Globalization;

namespace Swictation.Stt.Whisper;

/// <summary>The parts of a recording that are transcribed, in mel frames (<c>clip_timestamps</c> of openai/whisper's <c>transcribe.py</c>).</summary>
internal static class SeekClips
{
    /// <summary>Makes the parts of times.</summary>
    /// <param name="seconds">Start, end, start, end … in seconds; the end of the last part may be left out. Empty is the whole recording.</param>
    /// <param name="contentFrames">The frames of the recording, without padding.</param>
    /// <returns>The parts in order, within the recording; those that lie behind its end are left out.</returns>
    /// <exception cref="ArgumentException">A time is negative or not a number, or the times do not ascend.</exception>
    public static List<(int Start, int End)> FromSeconds(ReadOnlySpan<double> seconds, int contentFrames)
    {
        double previous = 0;
        foreach (double time in seconds)
        {
            if (!double.IsFinite(time) || time < previous)
            {
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"The clip time {time} s is not a time from {previous} s on. Give starts and ends in seconds, ascending."), nameof(seconds));
            }

            previous = time;
        }

        var clips = new List<(int, int)>();
        for (int i = 0; i < Math.Max(1, seconds.Length); i += 2)
        {
            int start = i < seconds.Length ? Frame(seconds[i]) : 0;
            int end = i + 1 < seconds.Length ? Frame(seconds[i + 1]) : contentFrames;
            if (start < end)
                clips.Add((start, end));
        }

        return clips;

        int Frame(double time) => (int)Math.Min(contentFrames, Math.Round(time * SeekWindow.FramesPerSecond));
    }
}
