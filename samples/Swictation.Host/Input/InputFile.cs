namespace Swictation.Host.Input;

/// <summary>One recording to transcribe.</summary>
/// <param name="Path">Its path, or <c>-</c> for standard input.</param>
/// <param name="OutputName">The name of its transcript, without an extension.</param>
internal sealed record InputFile(string Path, string OutputName)
{
    public const string StandardInput = "-";

    public bool IsStandardInput => Path == StandardInput;
}
