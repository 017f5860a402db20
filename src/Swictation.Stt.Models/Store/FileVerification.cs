namespace Swictation.Stt.Models;

/// <summary>What a comparison of a file with its digest found. Immutable.</summary>
/// <param name="Name">The file, below the model's folder.</param>
/// <param name="State">How it stands.</param>
/// <param name="Expected">The SHA-256 that it should have.</param>
/// <param name="Actual">The SHA-256 that it has, or <see langword="null"/> where it is missing or of another size.</param>
public sealed record FileVerification(string Name, FileState State, string Expected, string? Actual);
