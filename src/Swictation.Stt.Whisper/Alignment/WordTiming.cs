namespace Swictation.Stt.Whisper;

/// <summary>A word placed in time. Mutable: the rules after the alignment move it. For one thread.</summary>
internal sealed class WordTiming
{
    /// <summary>Gets or sets the text as its tokens spell it, with the space before it.</summary>
    public required string Text { get; set; }

    /// <summary>Gets or sets the index of its first token among the window's text tokens.</summary>
    public required int First { get; set; }

    /// <summary>Gets or sets how many tokens it has.</summary>
    public required int Count { get; set; }

    /// <summary>Gets or sets where it starts, in seconds: from the window's start, once placed in a segment from the start of the audio.</summary>
    public required double Start { get; set; }

    /// <summary>Gets or sets where it ends, in seconds, as <see cref="Start"/>.</summary>
    public required double End { get; set; }

    /// <summary>Gets the mean of its tokens' probabilities, each among the text tokens; in [0, 1].</summary>
    public required double Probability { get; init; }

    /// <summary>Gets the length in seconds.</summary>
    public double Duration => End - Start;
}
