namespace Swictation.Stt.Whisper;

/// <summary>How probable it is that a language is spoken.</summary>
/// <param name="Language">The language as a BCP 47 code.</param>
/// <param name="Probability">Its probability in [0, 1] among the model's languages.</param>
public readonly record struct LanguageProbability(string Language, float Probability);
