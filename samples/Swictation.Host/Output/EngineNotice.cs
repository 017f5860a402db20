using Swictation.Stt;

namespace Swictation.Host.Output;

/// <summary>Says which of two engines spoke where that is not the rule.</summary>
internal static class EngineNotice
{
    /// <summary>Gets a sentence, or null where the engine spoke that was to.</summary>
    public static string? Of(Transcription transcription) =>
        transcription.EngineChoice is { Reason: not (EngineChoiceReason.Primary or EngineChoiceReason.FinalByFallback) } choice
            ? $"heard by {(choice.Engine == EngineRole.Fallback ? "the fallback" : "the first model")}{(transcription.ModelId is { } model ? $", {model}" : string.Empty)}. {choice.Explanation}"
            : null;
}
