namespace Swictation.Stt.Evaluation;

/// <summary>Says how far a run is.</summary>
/// <param name="Model">The model at work.</param>
/// <param name="Files">How many recordings it has done.</param>
/// <param name="Rates">Its errors so far.</param>
public readonly record struct EvaluationProgress(string Model, int Files, ErrorRates Rates);
