namespace Swictation.Stt;

/// <summary>Represents what was said in a recording. Immutable; the same type from every engine.</summary>
public sealed record Transcription
{
    /// <summary>Gets the whole text; empty where nothing was said.</summary>
    public required string Text { get; init; }

    /// <summary>Gets the language as a BCP 47 code, or <see langword="null"/> where it is not known.</summary>
    public string? Language { get; init; }

    /// <summary>Gets how probable the language is in [0, 1] where it was detected, or <see langword="null"/> where it was given or is the model's only one.</summary>
    public float? LanguageProbability { get; init; }

    /// <summary>Gets the length of the audio.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Gets the mean of the words' confidences in [0, 1]; 0 where there are no words.</summary>
    public float Confidence { get; init; }

    /// <summary>Gets the name of the model that heard it (<see cref="SttEngineInfo.ModelId"/>), or <see langword="null"/> where it was not told.</summary>
    public string? ModelId { get; init; }

    /// <summary>Gets which engine of two spoke and why, or <see langword="null"/> where one engine works alone.</summary>
    public EngineChoice? EngineChoice { get; init; }

    /// <summary>Gets the segments in order of time: runs of words up to a sentence end or a pause.</summary>
    public IReadOnlyList<TranscriptionSegment> Segments { get; init; } = [];

    /// <summary>Gets the words of all segments, in order.</summary>
    public IEnumerable<TranscriptionWord> Words => Segments.SelectMany(static segment => segment.Words);

    /// <summary>Gets a transcription without text.</summary>
    /// <param name="duration">The length of the audio.</param>
    /// <returns>A transcription of that length with empty text.</returns>
    public static Transcription Empty(TimeSpan duration) => new() { Text = string.Empty, Duration = duration };

    /// <summary>Makes a transcription of words: cuts them into segments at sentence ends and pauses, and joins them as they are written.</summary>
    /// <param name="words">The words in order, with times from the start of the audio.</param>
    /// <param name="duration">The length of the audio.</param>
    /// <param name="segmentGap">The pause between two words that ends a segment, <see cref="TranscribeOptions.SegmentGap"/>.</param>
    /// <param name="language">The language as a BCP 47 code, or <see langword="null"/> where it is not known.</param>
    /// <returns>The transcription; its confidence is the mean of the words'.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="words"/> is <see langword="null"/>.</exception>
    public static Transcription FromWords(
        IReadOnlyList<TranscriptionWord> words, TimeSpan duration, TimeSpan segmentGap, string? language = null)
    {
        ArgumentNullException.ThrowIfNull(words);
        var segments = new List<TranscriptionSegment>();
        int first = 0;
        for (int i = 0; i < words.Count; i++)
        {
            if (!TranscriptionSegment.EndsAt(words[i], i + 1 < words.Count ? words[i + 1] : null, segmentGap))
                continue;
            TranscriptionWord[] part = [.. words.Skip(first).Take(i + 1 - first)];
            segments.Add(new TranscriptionSegment
            {
                Text = WordText.Join(part),
                Start = part[0].Start,
                End = part[^1].End,
                Confidence = part.Average(static word => word.Confidence),
                Words = part,
            });
            first = i + 1;
        }

        return new Transcription
        {
            Text = WordText.Join(words),
            Language = language,
            Duration = duration,
            Confidence = words.Count == 0 ? 0 : words.Average(static word => word.Confidence),
            Segments = segments,
        };
    }

    /// <summary>Gets the same transcription with all times moved, for a part of a longer recording.</summary>
    /// <param name="offset">What is added to each time.</param>
    /// <returns>The moved transcription; <see cref="Duration"/> stays.</returns>
    public Transcription Offset(TimeSpan offset) =>
        offset == TimeSpan.Zero ? this : this with { Segments = [.. Segments.Select(segment => segment.Offset(offset))] };

    /// <summary>Returns the text.</summary>
    /// <returns><see cref="Text"/>.</returns>
    public override string ToString() => Text;
}
