namespace Swictation.Stt.Evaluation;

/// <summary>Reads folders as LibriSpeech's: lines of an id and a text in <c>*.trans.txt</c>, the audio beside them.</summary>
internal sealed class LibriSpeechFolder(string path) : EvaluationDataset(path, DatasetFormat.LibriSpeech)
{
    public const string TranscriptSuffix = ".trans.txt";

    /// <summary>LibriSpeech has flac; copies of it have been converted to others.</summary>
    private static readonly string[] AudioExtensions = [".flac", ".wav", ".mp3", ".opus", ".ogg", ".m4a"];

    public override IEnumerable<EvaluationItem> Read()
    {
        bool isEmpty = true;
        foreach (string file in FindTranscripts())
        {
            isEmpty = false;
            foreach ((string text, int number) in ReadLines(file))
            {
                if (!string.IsNullOrWhiteSpace(text))
                    yield return Parse(file, text, number);
            }
        }

        if (isEmpty)
            throw new EvaluationException($"The folder {Path} has no *{TranscriptSuffix} file at any depth: it is no LibriSpeech data set. A NeMo manifest or a table is given as its file.", Path);
    }

    private string[] FindTranscripts()
    {
        if (!Directory.Exists(Path))
            return [Path];
        try
        {
            return [.. Directory.EnumerateFiles(Path, "*" + TranscriptSuffix, SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new EvaluationException($"The folder {Path} cannot be read: {exception.Message}", Path, innerException: exception);
        }
    }

    private static EvaluationItem Parse(string file, string line, int number)
    {
        line = line.Trim();
        int space = line.AsSpan().IndexOfAny(' ', '\t');
        string id = space < 0 ? line : line[..space];
        string stem = Resolve(file, id, number);
        string audio = AudioExtensions.Select(extension => stem + extension).FirstOrDefault(File.Exists) ?? stem + AudioExtensions[0];
        return new EvaluationItem
        {
            Id = id,
            AudioPath = audio,
            Reference = space < 0 ? string.Empty : line[(space + 1)..].Trim(),
            Source = file,
            Line = number,
        };
    }
}
