using System.Text;

namespace Swictation.Stt.Evaluation;

/// <summary>Represents recordings with what is said in them. They are read as they are asked for: the data set is never held in memory.</summary>
/// <remarks>Immutable and safe for concurrent use, as long as the files stay as they are.</remarks>
public abstract class EvaluationDataset
{
    private protected EvaluationDataset(string path, DatasetFormat format)
    {
        Path = path;
        Format = format;
    }

    /// <summary>Gets the file or folder.</summary>
    public string Path { get; }

    /// <summary>Gets how it is stored.</summary>
    public DatasetFormat Format { get; }

    /// <summary>Opens a data set, telling its format from what is in it.</summary>
    /// <param name="path">A manifest, a table, or a folder.</param>
    /// <returns>The data set.</returns>
    /// <exception cref="EvaluationException">There is no such file or folder, or it is no data set of a known format.</exception>
    public static EvaluationDataset Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path) || path.EndsWith(LibriSpeechFolder.TranscriptSuffix, StringComparison.Ordinal))
            return new LibriSpeechFolder(path);
        (string? first, int line) = ReadLines(path).FirstOrDefault(static line => !string.IsNullOrWhiteSpace(line.Text));
        if (first is null)
            throw new EvaluationException($"The data set {path} is empty. A NeMo manifest or a table of paths and texts was expected.", path);
        if (first.TrimStart().StartsWith('{'))
            return new NemoManifest(path);
        if (first.Contains('\t', StringComparison.Ordinal))
            return new TsvDataset(path);
        throw new EvaluationException(
            "This is neither a JSON object (a NeMo manifest has one a line) nor a path, a tab and a text (a table has these). A LibriSpeech data set is given as its folder.",
            path,
            line);
    }

    /// <summary>Reads the entries in order.</summary>
    /// <returns>The entries, read while they are enumerated.</returns>
    /// <exception cref="EvaluationException">A line is wrong; the message has its number. Thrown while enumerating.</exception>
    public abstract IEnumerable<EvaluationItem> Read();

    /// <summary>Reads through the data set without its audio, so that what is wrong is told before any work begins.</summary>
    /// <param name="limit">How many entries to look at, or <see langword="null"/> for all.</param>
    /// <param name="onMissing">Is told every entry whose audio file is missing.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>How many entries there are.</returns>
    /// <exception cref="EvaluationException">A line is wrong; the message has its number.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public DatasetSurvey Survey(int? limit = null, Action<EvaluationItem>? onMissing = null, CancellationToken cancellationToken = default)
    {
        int items = 0;
        int missing = 0;
        foreach (EvaluationItem item in Read().Take(limit ?? int.MaxValue))
        {
            cancellationToken.ThrowIfCancellationRequested();
            items++;
            if (File.Exists(item.AudioPath))
                continue;
            missing++;
            onMissing?.Invoke(item);
        }

        return new DatasetSurvey(items, missing);
    }

    /// <summary>Reads a file of UTF-8 text line by line, with the lines' numbers from 1.</summary>
    private protected static IEnumerable<(string Text, int Number)> ReadLines(string path)
    {
        using StreamReader reader = OpenText(path);
        for (int number = 1; ; number++)
        {
            string? line;
            try
            {
                line = reader.ReadLine();
            }
            catch (Exception exception) when (exception is IOException or DecoderFallbackException)
            {
                throw new EvaluationException($"It cannot be read as UTF-8 text: {exception.Message}", path, number, exception);
            }

            if (line is null)
                yield break;
            yield return (line, number);
        }
    }

    /// <summary>Gets the full path of an audio file that a list names.</summary>
    private protected static string Resolve(string list, string audio, int line)
    {
        if (audio.Contains('\0', StringComparison.Ordinal))
            throw new EvaluationException("The path of the audio holds a null character.", list, line);
        return System.IO.Path.GetFullPath(audio, System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(list))!);
    }

    private static StreamReader OpenText(string path)
    {
        try
        {
            return new StreamReader(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new EvaluationException($"The data set {path} cannot be read: {exception.Message}", path, innerException: exception);
        }
    }
}
