using System.Globalization;
using Swictation.Stt;

namespace Swictation.Host.Input;

/// <summary>Reads phrases to lean towards: one a line, optionally a tab and a weight; empty lines and lines that begin with # do not count.</summary>
internal static class BoostFile
{
    /// <summary>What the help says of the option that names one.</summary>
    public const string Description = "A file of phrases to lean towards, one a line, optionally a tab and a weight from above 0 to 20 (3 if none).";

    /// <exception cref="UsageException">The file is not there, or a line is wrong; the message has its number.</exception>
    public static IReadOnlyList<BoostPhrase> Read(string path)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The boost file {path} cannot be read: {exception.Message}");
        }

        var phrases = new List<BoostPhrase>();
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Trim();
            if (line.Length == 0 || line[0] == '#')
                continue;
            string[] parts = line.Split('\t', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            float weight = BoostPhrase.DefaultWeight;
            bool valid = parts.Length == 1
                || (parts.Length == 2 && float.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out weight) && weight is > 0 and <= 20);
            if (!valid)
                throw new UsageException($"{path}, line {i + 1}: expected a phrase, or a phrase, a tab and a weight above 0 and up to 20; found \"{line}\".");
            phrases.Add(new BoostPhrase(parts[0], weight));
        }

        return phrases;
    }
}
