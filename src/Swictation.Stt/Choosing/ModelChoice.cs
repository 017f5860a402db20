namespace Swictation.Stt;

/// <summary>Which model was chosen, and why. Immutable.</summary>
public sealed record ModelChoice
{
    /// <summary>Gets the model, or <see langword="null"/> where none on this machine suits.</summary>
    public ModelCandidate? Chosen { get; init; }

    /// <summary>Gets a better model that suits and is not on this machine, or <see langword="null"/> where there is none.</summary>
    public ModelCandidate? Better { get; init; }

    /// <summary>Gets the reasons, as sentences for a person to read, the most important first.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>Gets what was thought of every candidate, the best first.</summary>
    public required IReadOnlyList<ModelVerdict> Verdicts { get; init; }
}
