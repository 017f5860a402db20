namespace Swictation.Stt.Transform;

/// <summary>Is thrown where a file of rules cannot be used. The message names the file, the line and what belongs there.</summary>
public sealed class RuleFileException : Exception
{
    internal RuleFileException(string file, int line, string message)
        : base(line > 0 ? $"{file}, line {line}: {message}" : $"{file}: {message}")
    {
        File = file;
        Line = line;
    }

    internal RuleFileException(string file, string message, Exception cause)
        : base($"{file}: {message}", cause)
    {
        File = file;
    }

    /// <summary>Gets the file.</summary>
    public string File { get; }

    /// <summary>Gets the line, from 1; 0 where the file as a whole is meant.</summary>
    public int Line { get; }
}
