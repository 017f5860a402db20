namespace Swictation.Stt.Evaluation;

/// <summary>Represents a data set that cannot be read, or a baseline that results cannot be compared with.</summary>
public sealed class EvaluationException : SttException
{
    /// <summary>Initializes a new instance of the <see cref="EvaluationException"/> class.</summary>
    /// <param name="message">What is wrong, what was expected, and what to do.</param>
    /// <param name="path">The offending file or folder.</param>
    /// <param name="line">The offending line, counted from 1, where there is one; the message begins with both.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public EvaluationException(string message, string path, int? line = null, Exception? innerException = null)
        : base(line is null ? message : $"{path}, line {line}: {message}", innerException)
    {
        Path = path;
        Line = line;
    }

    /// <summary>Gets the offending file or folder.</summary>
    public string Path { get; }

    /// <summary>Gets the offending line, counted from 1, or <see langword="null"/>.</summary>
    public int? Line { get; }
}
