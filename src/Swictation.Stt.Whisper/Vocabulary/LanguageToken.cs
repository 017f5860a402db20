namespace Swictation.Stt.Whisper;

/// <summary>The token of a language.</summary>
/// <param name="Code">The language's code as Whisper writes it, such as <c>de</c>.</param>
/// <param name="Id">The token's number.</param>
internal readonly record struct LanguageToken(string Code, int Id);
