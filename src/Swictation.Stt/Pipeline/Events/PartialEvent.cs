using Swictation.Stt.Transform;

namespace Swictation.Stt;

/// <summary>
/// What is understood so far of an utterance that is still being spoken. <see cref="SttEvent.Position"/> is up to where the audio was
/// listened to. Where a reader is slow, only the newest is kept.
/// </summary>
public sealed record PartialEvent : SttEvent
{
    /// <summary>Gets the number of the utterance, from 0.</summary>
    public required int Utterance { get; init; }

    /// <summary>Gets the text with its words; times are those of the source.</summary>
    public required PartialTranscription Transcription { get; init; }

    /// <summary>
    /// Gets what would be written and done for it now, all of which may change: settled words can become part of a command.
    /// <see langword="null"/> without <see cref="SttPipelineOptions.Transform"/>.
    /// </summary>
    public TransformResult? Transform { get; init; }

    /// <summary>Gets the settled words: never taken back, also not by the final text.</summary>
    public string Stable => Transcription.Stable;

    /// <summary>Gets the words after them, which may change.</summary>
    public string Volatile => Transcription.Volatile;
}
