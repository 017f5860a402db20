namespace Swictation.Host.Doctor;

/// <summary>What one check of the doctor found.</summary>
/// <param name="Name">What was checked.</param>
/// <param name="Status">How it stands.</param>
/// <param name="Findings">What was found, as name and value.</param>
/// <param name="Remedy">What to do, where there is a problem.</param>
internal sealed record CheckResult(string Name, CheckStatus Status, IReadOnlyList<(string Name, string Value)> Findings, string? Remedy = null);
