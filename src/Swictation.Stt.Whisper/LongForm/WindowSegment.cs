namespace Swictation.Stt.Whisper;

/// <summary>A part of a window's text with its times. Mutable while the window is worked on. For one thread.</summary>
internal sealed class WindowSegment
{
    /// <summary>Gets or sets where it starts, in seconds from the start of the audio.</summary>
    public required double Start { get; set; }

    /// <summary>Gets or sets where it ends, in seconds from the start of the audio.</summary>
    public required double End { get; set; }

    /// <summary>Gets or sets the tokens, with the timestamps around them. Empty where the segment was cleared.</summary>
    public required int[] Tokens { get; set; }

    /// <summary>Gets the index of the first token in the window's decoded tokens, to find its probabilities by.</summary>
    public required int FirstToken { get; init; }

    /// <summary>Gets the words with times, where they are wanted.</summary>
    public List<WordTiming> Words { get; } = [];

    /// <summary>Gets the tokens that are text.</summary>
    /// <param name="endOfText">The end of text; every lower number is text.</param>
    public int[] TextTokens(int endOfText) => Array.FindAll(Tokens, token => token < endOfText);

    /// <summary>Takes the text away from a segment that turned out to have none, or no length.</summary>
    public void Clear()
    {
        Tokens = [];
        Words.Clear();
    }
}
