namespace Swictation.Stt.Vad.Tests;

/// <summary>get_speech_timestamps of Silero's utils_vad.py (v6.2.1; MIT licence), line by line and over everything at once.</summary>
internal static class ReferenceTimestamps
{
    public static List<SpeechSegment> Find(float[] probabilities, long audioLength, int sampleRate, int window, SpeechTimestampsOptions options)
    {
        double minSpeech = sampleRate * options.MinSpeech.TotalMilliseconds / 1000;
        double pad = sampleRate * options.Padding.TotalMilliseconds / 1000;
        double maxSpeech = options.MaxSpeech is { } most ? (sampleRate * most.TotalMilliseconds / 1000) - window - (2 * pad) : double.PositiveInfinity;
        double minSilence = sampleRate * options.MinSilence.TotalMilliseconds / 1000;
        double minSilenceAtMax = sampleRate * options.MinSilenceAtMaxSpeech.TotalMilliseconds / 1000;
        float threshold = options.Threshold ?? 0.5f;
        float exit = options.ExitThreshold ?? Math.Max(threshold - 0.15f, 0.01f);

        bool triggered = false;
        var speeches = new List<(long Start, long End)>();
        long? start = null;
        (long tempEnd, long prevEnd, long nextStart) = (0, 0, 0);
        var possibleEnds = new List<(long End, long Duration)>();
        for (int i = 0; i < probabilities.Length; i++)
        {
            float probability = probabilities[i];
            long current = (long)window * i;
            if (probability >= threshold && tempEnd != 0)
            {
                long duration = current - tempEnd;
                if (duration > minSilenceAtMax)
                    possibleEnds.Add((tempEnd, duration));
                tempEnd = 0;
                if (nextStart < prevEnd)
                    nextStart = current;
            }

            if (probability >= threshold && !triggered)
            {
                triggered = true;
                start = current;
                continue;
            }

            if (triggered && current - start > maxSpeech)
            {
                if (options.CutAtLongestSilence && possibleEnds.Count > 0)
                {
                    (prevEnd, long duration) = possibleEnds.MaxBy(static end => end.Duration);
                    speeches.Add((start!.Value, prevEnd));
                    start = prevEnd + duration;
                    (prevEnd, nextStart, tempEnd) = (0, 0, 0);
                    possibleEnds.Clear();
                }
                else if (prevEnd != 0)
                {
                    speeches.Add((start!.Value, prevEnd));
                    start = null;
                    if (nextStart < prevEnd)
                        triggered = false;
                    else
                        start = nextStart;
                    (prevEnd, nextStart, tempEnd) = (0, 0, 0);
                    possibleEnds.Clear();
                }
                else
                {
                    speeches.Add((start!.Value, current));
                    start = null;
                    (prevEnd, nextStart, tempEnd) = (0, 0, 0);
                    triggered = false;
                    possibleEnds.Clear();
                    continue;
                }
            }

            if (probability < exit && triggered)
            {
                if (tempEnd == 0)
                    tempEnd = current;
                long silence = current - tempEnd;
                if (!options.CutAtLongestSilence && silence > minSilenceAtMax)
                    prevEnd = tempEnd;
                if (silence < minSilence)
                    continue;
                if (tempEnd - start > minSpeech)
                    speeches.Add((start!.Value, tempEnd));
                start = null;
                (prevEnd, nextStart, tempEnd) = (0, 0, 0);
                triggered = false;
                possibleEnds.Clear();
            }
        }

        if (start is { } open && audioLength - open > minSpeech)
            speeches.Add((open, audioLength));

        for (int i = 0; i < speeches.Count; i++)
        {
            (long from, long to) = speeches[i];
            if (i == 0)
                from = (long)Math.Max(0, from - pad);
            if (i == speeches.Count - 1)
            {
                to = (long)Math.Min(audioLength, to + pad);
            }
            else
            {
                (long next, long nextEnd) = speeches[i + 1];
                long silence = next - to;
                if (silence < 2 * pad)
                {
                    to += silence / 2;
                    next = Math.Max(0, next - (silence / 2));
                }
                else
                {
                    to = (long)Math.Min(audioLength, to + pad);
                    next = (long)Math.Max(0, next - pad);
                }

                speeches[i + 1] = (next, nextEnd);
            }

            speeches[i] = (from, to);
        }

        return [.. speeches.Select(static speech => new SpeechSegment(speech.Start, speech.End))];
    }
}
