using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.ExceptionServices;

namespace Swictation.Stt;

/// <summary>Which engine is asked, and whose text is taken.</summary>
internal sealed class HybridRules(HybridEngineOptions options)
{
    private static readonly EngineChoice ByPrimary = new()
    {
        Engine = EngineRole.Primary,
        Reason = EngineChoiceReason.Primary,
        Explanation = "The primary was asked first, and nothing spoke against its text.",
    };

    private static readonly EngineChoice ByFallback = new()
    {
        Engine = EngineRole.Fallback,
        Reason = EngineChoiceReason.FinalByFallback,
        Explanation = "Final texts were asked of the fallback.",
    };

    /// <summary>Says whether the other engine has to be asked, too.</summary>
    /// <param name="first">What came of asking the one that makes final texts.</param>
    public bool AsksOther(in Attempt first) => first.Result is not { } heard
        || (options.FinalBy == EngineRole.Primary && first.HasConfidence && heard.Duration > TimeSpan.Zero && heard.Confidence < options.MinConfidence);

    /// <summary>Takes the text of one of the two, and says whose it is and why.</summary>
    /// <exception cref="HybridEngineException">Both failed.</exception>
    /// <exception cref="Exception">The only engine that could do it failed, or both refused the arguments: what it threw.</exception>
    public Transcription Conclude(in Attempt primary, in Attempt fallback)
    {
        (Transcription? first, Transcription? second) = (primary.Result, fallback.Result);
        if (first is null && second is null)
            Throw(primary, fallback);
        if (second is not null && options.FinalBy == EngineRole.Fallback)
            return second with { EngineChoice = ByFallback };
        if (first is null)
            return second! with { EngineChoice = primary.Refusal ?? Because(EngineRole.Fallback, EngineChoiceReason.PrimaryFailed, $"The primary failed: {primary.Error!.Message}", primary.Error) };
        if (fallback.Error is { } error)
            return first with { EngineChoice = Because(EngineRole.Primary, EngineChoiceReason.FallbackFailed, $"The fallback, which was asked, failed: {error.Message}", error) };
        if (second is null)
            return first with { EngineChoice = ByPrimary };
        string confidences = string.Create(CultureInfo.InvariantCulture, $"The primary's confidence of {first.Confidence:0.000} is below {options.MinConfidence:0.###}; the fallback's is {second.Confidence:0.000}.");
        return second.Confidence > first.Confidence
            ? second with { EngineChoice = Because(EngineRole.Fallback, EngineChoiceReason.LowConfidence, confidences) }
            : first with { EngineChoice = Because(EngineRole.Primary, EngineChoiceReason.FallbackLessConfident, confidences) };
    }

    /// <summary>Throws what two failures come to.</summary>
    [DoesNotReturn]
    public static void Throw(in Attempt primary, in Attempt fallback)
    {
        // Arguments that both refuse are wrong arguments.
        if (primary.Error is not null && (fallback.Error is null || (primary.Error is ArgumentException && fallback.Error is ArgumentException)))
            ExceptionDispatchInfo.Throw(primary.Error);
        if (primary.Error is null)
            ExceptionDispatchInfo.Throw(fallback.Error!);
        throw new HybridEngineException(primary.Error, fallback.Error!);
    }

    /// <summary>Says why a language or a translation is not the primary's matter.</summary>
    public static EngineChoice Refusal(EngineChoiceReason reason, string explanation) => Because(EngineRole.Fallback, reason, explanation);

    private static EngineChoice Because(EngineRole engine, EngineChoiceReason reason, string explanation, Exception? error = null) =>
        new() { Engine = engine, Reason = reason, Explanation = explanation, Error = error };
}
