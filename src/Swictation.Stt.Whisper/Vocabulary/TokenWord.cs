namespace Swictation.Stt.Whisper;

/// <summary>A run of tokens that makes a word, with the space before it and the punctuation of its own tokens.</summary>
/// <param name="Text">The text, as its tokens spell it.</param>
/// <param name="First">The index of its first token.</param>
/// <param name="Count">How many tokens it has.</param>
internal readonly record struct TokenWord(string Text, int First, int Count);
