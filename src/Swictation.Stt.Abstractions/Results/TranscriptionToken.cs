namespace Swictation.Stt;

/// <summary>Represents one token of the model's vocabulary, as it was recognised.</summary>
/// <param name="Id">The token's number in the vocabulary.</param>
/// <param name="Text">The piece as the vocabulary spells it; a word start is marked by U+2581.</param>
/// <param name="Start">Where the token starts, from the start of the audio.</param>
/// <param name="End">Where the token ends, from the start of the audio. Punctuation has no length.</param>
/// <param name="Confidence">The confidence in [0, 1], by the method of the options.</param>
/// <param name="LogProbability">The natural logarithm of the token's probability, at most 0.</param>
public readonly record struct TranscriptionToken(
    int Id, string Text, TimeSpan Start, TimeSpan End, float Confidence, float LogProbability);
