using System.Globalization;

namespace Swictation.Stt;

/// <summary>Says of a recording that was heard in pieces which engine of two spoke: the fallback where it spoke at all.</summary>
internal static class JoinedChoice
{
    /// <summary>Joins the choices of the pieces.</summary>
    /// <param name="choices">What was chosen for each; empty where one engine works alone.</param>
    /// <returns>The choice with the first reason that is not the rule, or null.</returns>
    public static EngineChoice? Of(IReadOnlyList<EngineChoice> choices)
    {
        if (choices.Count == 0)
            return null;
        EngineChoice first = choices.FirstOrDefault(static choice => choice.Engine == EngineRole.Fallback)
            ?? choices.FirstOrDefault(static choice => choice.Reason != EngineChoiceReason.Primary)
            ?? choices[0];
        int fallback = choices.Count(static choice => choice.Engine == EngineRole.Fallback);
        return choices.All(choice => choice.Reason == first.Reason)
            ? first
            : first with { Explanation = string.Create(CultureInfo.InvariantCulture, $"Of {choices.Count} pieces of the recording {fallback} are the fallback's. {first.Explanation}") };
    }
}
