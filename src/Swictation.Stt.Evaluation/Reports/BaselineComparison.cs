namespace Swictation.Stt.Evaluation;

/// <summary>Represents how a model's word error rate stands against a baseline's.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Before">The rate in the baseline; <see langword="null"/> where the model is not in it, or nothing was said.</param>
/// <param name="Now">The new rate; <see langword="null"/> where nothing was said.</param>
/// <param name="IsRegression">Whether the rate rose by more than it may.</param>
public readonly record struct BaselineComparison(string Model, double? Before, double? Now, bool IsRegression)
{
    /// <summary>Gets by how much the rate rose; negative where it fell.</summary>
    public double? Increase => Now - Before;
}
