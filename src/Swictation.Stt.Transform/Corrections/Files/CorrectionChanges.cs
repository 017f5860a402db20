namespace Swictation.Stt.Transform.Corrections;

/// <summary>What a change of a table came to.</summary>
/// <param name="Added">How many entries are new.</param>
/// <param name="Replaced">How many took the place of another.</param>
/// <param name="Removed">How many went.</param>
public readonly record struct CorrectionChanges(int Added, int Replaced, int Removed);
