using Swictation.Stt.Transform;

namespace Swictation.Stt;

/// <summary>An utterance's final text; never dropped. <see cref="SttEvent.Position"/> is where the utterance's audio ends.</summary>
public sealed record FinalEvent : SttEvent
{
    /// <summary>Gets the number of the utterance, from 0.</summary>
    public required int Utterance { get; init; }

    /// <summary>Gets where the utterance's audio starts in the source.</summary>
    public required TimeSpan Start { get; init; }

    /// <summary>Gets the text with its words; times are those of the source. The text may be empty.</summary>
    public required Transcription Transcription { get; init; }

    /// <summary>Gets why the utterance ended.</summary>
    public required UtteranceEnd Reason { get; init; }

    /// <summary>
    /// Gets what is to be written and done for it: the text that follows on that of the utterances before, keys, and what is taken back of
    /// them. <see langword="null"/> without <see cref="SttPipelineOptions.Transform"/>. Its words are numbered as those of <see cref="Transcription"/>.
    /// </summary>
    public TransformResult? Transform { get; init; }

    /// <summary>Gets the text, as it was said.</summary>
    public string Text => Transcription.Text;

    /// <summary>Gets when words were said, such as those that an edit came from.</summary>
    /// <param name="firstWord">The first word, from 0.</param>
    /// <param name="wordCount">How many words.</param>
    /// <returns>From when to when in the source; from start to end of the utterance where the words have no times.</returns>
    public (TimeSpan Start, TimeSpan End) TimesOf(int firstWord, int wordCount)
    {
        TranscriptionWord[] words = [.. Transcription.Words.Skip(firstWord).Take(wordCount)];
        return words.Length == 0 ? (Start, Position) : (words[0].Start, words[^1].End);
    }
}
