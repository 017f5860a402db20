namespace Swictation.Stt.Transform.Corrections;

/// <summary>What is wrong with a line of a table of corrections.</summary>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Message">What is wrong and what was expected.</param>
public sealed record CorrectionFileError(int Line, string Message);
