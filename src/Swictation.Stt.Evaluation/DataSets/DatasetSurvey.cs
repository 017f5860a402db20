namespace Swictation.Stt.Evaluation;

/// <summary>Says how much there is in a data set.</summary>
/// <param name="Items">How many entries it has.</param>
/// <param name="Missing">How many of them have no audio file.</param>
public readonly record struct DatasetSurvey(int Items, int Missing);
