namespace Swictation.Stt.TestSupport;

/// <summary>A word that a <see cref="ScriptedEngine"/> hears at a place in the audio.</summary>
/// <param name="Text">The word.</param>
/// <param name="Start">Where it starts, in samples.</param>
/// <param name="End">Where it ends, in samples.</param>
public readonly record struct ScriptedWord(string Text, long Start, long End)
{
    /// <summary>Makes words that follow each other at an even pace.</summary>
    public static ScriptedWord[] Spread(string text, double start = 0.5, double length = 0.3, double pause = 0.2) =>
        [.. text.Split(' ').Select((word, i) => At(word, start + (i * (length + pause)), length))];

    /// <summary>Makes a word at a time, in seconds.</summary>
    public static ScriptedWord At(string text, double start, double length) =>
        new(text, ScriptedEngine.Samples(start), ScriptedEngine.Samples(start + length));
}
