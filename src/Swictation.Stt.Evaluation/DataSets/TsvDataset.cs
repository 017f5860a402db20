namespace Swictation.Stt.Evaluation;

/// <summary>Reads tables with tabs: the path of the audio, relative to the table, and the text; a header may name the columns in another order.</summary>
internal sealed class TsvDataset(string path) : EvaluationDataset(path, DatasetFormat.Tsv)
{
    private static readonly string[] PathNames = ["path", "audio", "audio_filepath", "audio_path", "file", "filename", "wav"];
    private static readonly string[] TextNames = ["text", "transcript", "transcription", "sentence", "reference"];

    public override IEnumerable<EvaluationItem> Read()
    {
        (int Path, int Text, int Count)? columns = null;
        foreach ((string text, int number) in ReadLines(Path))
        {
            if (string.IsNullOrWhiteSpace(text))
                continue;
            string[] fields = text.Split('\t');
            if (columns is null)
            {
                columns = ReadHeader(fields);
                if (columns is not null)
                    continue;
                columns = (0, 1, 2);
            }

            yield return Parse(fields, columns.Value, number);
        }
    }

    /// <returns>Null where the first line is no header.</returns>
    private static (int Path, int Text, int Count)? ReadHeader(string[] fields)
    {
        int path = Array.FindIndex(fields, static field => PathNames.Contains(field.Trim(), StringComparer.OrdinalIgnoreCase));
        int text = Array.FindIndex(fields, static field => TextNames.Contains(field.Trim(), StringComparer.OrdinalIgnoreCase));
        return path >= 0 && text >= 0 ? (path, text, fields.Length) : null;
    }

    private EvaluationItem Parse(string[] fields, (int Path, int Text, int Count) columns, int number)
    {
        if (fields.Length != columns.Count)
            throw new EvaluationException($"Expected {columns.Count} columns with tabs between them; found {fields.Length}.", Path, number);
        string audio = fields[columns.Path].Trim();
        if (audio.Length == 0)
            throw new EvaluationException("The path of the audio is empty.", Path, number);
        return new EvaluationItem
        {
            Id = audio,
            AudioPath = Resolve(Path, audio, number),
            Reference = fields[columns.Text].Trim(),
            Source = Path,
            Line = number,
        };
    }
}
