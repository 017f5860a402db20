namespace Swictation.Host.Output;

/// <summary>Represents an output that could not be written: a full disk, a closed pipe.</summary>
internal sealed class OutputException(string message, Exception innerException) : Exception(message, innerException);
