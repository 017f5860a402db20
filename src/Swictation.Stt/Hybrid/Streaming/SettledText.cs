namespace Swictation.Stt;

/// <summary>Puts text together that two engines heard one after the other.</summary>
internal static class SettledText
{
    /// <summary>Gets where the stable text ends.</summary>
    public static TimeSpan End(PartialTranscription text) =>
        text.Stable.Length == 0 ? TimeSpan.Zero : text.StableWords.Count > 0 ? text.StableWords[^1].End : text.Position;

    /// <summary>Lets what was heard behind settled text follow it. Its segments stay as they are.</summary>
    /// <param name="settled">The text, of which the stable part counts.</param>
    /// <param name="heard">What was heard behind it.</param>
    /// <param name="offset">Where that audio began.</param>
    /// <param name="duration">The length of the whole.</param>
    /// <param name="segmentGap">The pause that ends a segment.</param>
    public static Transcription Continue(PartialTranscription settled, Transcription heard, TimeSpan offset, TimeSpan duration, TimeSpan segmentGap)
    {
        if (settled.Stable.Length == 0)
            return heard;
        Transcription first = Transcription.FromWords(settled.StableWords, duration, segmentGap);
        heard = heard.Offset(offset);
        // Text without words counts as one.
        int following = Math.Max(heard.Words.Count(), heard.Text.Length == 0 ? 0 : 1);
        int all = settled.StableWords.Count + following;
        return heard with
        {
            Text = WordText.Join(settled.Stable, heard.Text),
            Duration = duration,
            Confidence = all == 0 ? 0 : ((first.Confidence * settled.StableWords.Count) + (heard.Confidence * following)) / all,
            Segments = [.. first.Segments, .. heard.Segments],
        };
    }

    /// <summary>Lets a partial transcription follow settled text.</summary>
    public static PartialTranscription Continue(PartialTranscription settled, PartialTranscription heard, TimeSpan offset)
    {
        if (settled.Stable.Length == 0)
            return heard;
        heard = heard.Offset(offset);
        return heard with { Stable = WordText.Join(settled.Stable, heard.Stable), StableWords = [.. settled.StableWords, .. heard.StableWords] };
    }

    /// <summary>Takes back that text is stable.</summary>
    public static PartialTranscription Unsettle(PartialTranscription heard) => heard.Stable.Length == 0 ? heard : heard with
    {
        Stable = string.Empty,
        StableWords = [],
        Volatile = heard.Text,
        VolatileWords = [.. heard.StableWords, .. heard.VolatileWords],
    };
}
