namespace Swictation.Stt;

/// <summary>Says which engine of two spoke, and why. Immutable.</summary>
public sealed record EngineChoice
{
    /// <summary>Gets the engine whose text it is.</summary>
    public required EngineRole Engine { get; init; }

    /// <summary>Gets why it is that engine's.</summary>
    public required EngineChoiceReason Reason { get; init; }

    /// <summary>Gets the reason as a sentence with its values: the language, the confidences, the message of the error. Never what was said.</summary>
    public required string Explanation { get; init; }

    /// <summary>Gets what the other engine threw, or <see langword="null"/> where it did not fail or was not asked.</summary>
    public Exception? Error { get; init; }

    /// <summary>Returns the explanation.</summary>
    /// <returns><see cref="Explanation"/>.</returns>
    public override string ToString() => Explanation;
}
