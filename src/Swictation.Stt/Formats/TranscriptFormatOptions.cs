namespace Swictation.Stt.Formats;

/// <summary>Says how to write a transcription. Immutable.</summary>
public sealed record TranscriptFormatOptions
{
    /// <summary>Gets a value indicating whether each word is written on its own, with times and confidence.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool Words { get; init; }

    /// <summary>Gets the longest line of a subtitle, in characters.</summary>
    /// <value>The default is 42, the usual limit of broadcasters. At least 1; a longer word stays whole.</value>
    public int SubtitleLineLength { get; init; } = 42;

    /// <summary>Gets the largest number of lines in a subtitle.</summary>
    /// <value>The default is 2. At least 1.</value>
    public int SubtitleLines { get; init; } = 2;

    /// <summary>Gets the longest time that a subtitle covers.</summary>
    /// <value>The default is 7 s. Must be positive.</value>
    public TimeSpan SubtitleDuration { get; init; } = TimeSpan.FromSeconds(7);

    /// <summary>Gets the name of the recording in JSON, or <see langword="null"/> to leave it out.</summary>
    /// <value>The default is <see langword="null"/>.</value>
    public string? Source { get; init; }

    /// <summary>Gets the name of the model in JSON, or <see langword="null"/> to leave it out.</summary>
    /// <value>The default is <see langword="null"/>. <see cref="Transcription.ModelId"/> takes precedence.</value>
    public string? Model { get; init; }
}
