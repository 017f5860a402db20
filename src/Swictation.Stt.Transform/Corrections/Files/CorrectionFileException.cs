using System.Globalization;

namespace Swictation.Stt.Transform.Corrections;

/// <summary>Represents a file of corrections, or of their use, that cannot be read or written, or has faulty lines.</summary>
public sealed class CorrectionFileException : Exception
{
    /// <summary>Initializes a new instance of the <see cref="CorrectionFileException"/> class for a file that cannot be read or written.</summary>
    /// <param name="message">What went wrong with which file, and what to do.</param>
    /// <param name="path">The file.</param>
    /// <param name="innerException">The cause.</param>
    public CorrectionFileException(string message, string path, Exception? innerException = null)
        : base(message, innerException)
    {
        Path = path;
        Errors = [];
    }

    /// <summary>Initializes a new instance of the <see cref="CorrectionFileException"/> class for a file with faulty lines.</summary>
    /// <param name="path">The file.</param>
    /// <param name="errors">What is wrong, line by line; at least one.</param>
    public CorrectionFileException(string path, IReadOnlyList<CorrectionFileError> errors)
        : base(Describe(path, errors))
    {
        Path = path;
        Errors = errors;
    }

    /// <summary>Gets the file, or the name of what was read.</summary>
    public string Path { get; }

    /// <summary>Gets what is wrong, line by line; empty where the file could not be read at all.</summary>
    public IReadOnlyList<CorrectionFileError> Errors { get; }

    /// <summary>Gets the first faulty line, counted from 1, or <see langword="null"/>.</summary>
    public int? Line => Errors.Count > 0 ? Errors[0].Line : null;

    private static string Describe(string path, IReadOnlyList<CorrectionFileError> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        if (errors.Count == 0)
            throw new ArgumentException("There is no error.", nameof(errors));
        string first = string.Create(CultureInfo.InvariantCulture, $"{path}, line {errors[0].Line}: {errors[0].Message}");
        return errors.Count == 1 ? first : string.Create(CultureInfo.InvariantCulture, $"{first} {errors.Count - 1} more of its lines are faulty.");
    }
}
