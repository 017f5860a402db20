namespace Swictation.Stt.Benchmarks.Commands;

/// <summary>A failure whose message says what to do; shown without a stack trace.</summary>
internal sealed class CommandException(string message) : Exception(message);
