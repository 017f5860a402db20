namespace Swictation.Stt.Models;

/// <summary>How far a model is downloaded.</summary>
/// <param name="Model">The model's id.</param>
/// <param name="Phase">What is done.</param>
/// <param name="File">With which file, or <see langword="null"/> where it concerns all.</param>
/// <param name="FileBytes">How many bytes of the file are done.</param>
/// <param name="FileTotal">The file's size, or <see langword="null"/> while it is unknown.</param>
/// <param name="Bytes">How many bytes of all files are done.</param>
/// <param name="Total">The size of all files; an estimate while some are unknown.</param>
public readonly record struct ModelDownloadProgress(
    string Model, ModelDownloadPhase Phase, string? File, long FileBytes, long? FileTotal, long Bytes, long Total);
