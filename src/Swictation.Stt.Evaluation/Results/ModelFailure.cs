namespace Swictation.Stt.Evaluation;

/// <summary>Represents a model that could not be loaded.</summary>
/// <param name="Index">Which of the models of the run it was, counted from 0.</param>
/// <param name="Message">What was wrong with it, and what to do.</param>
public readonly record struct ModelFailure(int Index, string Message);
