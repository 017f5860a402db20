namespace Swictation.Host.Input;

/// <summary>Represents arguments with which nothing can be done.</summary>
internal sealed class UsageException(string message) : Exception(message);
