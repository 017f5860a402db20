namespace Swictation.Stt.Models.Tests.Server;

/// <summary>A request that the server got.</summary>
internal sealed record ServedRequest(string Path, string? Range, string? IfRange, string? Authorization);
