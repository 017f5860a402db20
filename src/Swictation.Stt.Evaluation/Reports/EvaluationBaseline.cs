using System.Text.Json;

namespace Swictation.Stt.Evaluation;

/// <summary>Represents earlier results, as <see cref="JsonReport"/> wrote them, that new ones are held against. Immutable.</summary>
public sealed class EvaluationBaseline
{
    private readonly Dictionary<string, ErrorCounts> _words;

    private EvaluationBaseline(string path, string normalizer, Dictionary<string, ErrorCounts> words)
    {
        Path = path;
        Normalizer = normalizer;
        _words = words;
    }

    /// <summary>Gets the file it was read from.</summary>
    public string Path { get; }

    /// <summary>Gets the name of the normaliser that made it.</summary>
    public string Normalizer { get; }

    /// <summary>Gets the names of its models.</summary>
    public IReadOnlyCollection<string> Models => _words.Keys;

    /// <summary>Reads a report.</summary>
    /// <param name="path">The path of a file that <see cref="JsonReport"/> wrote.</param>
    /// <returns>The baseline.</returns>
    /// <exception cref="EvaluationException">The file is missing, or is no such report.</exception>
    public static EvaluationBaseline Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using FileStream stream = File.OpenRead(path);
            using JsonDocument document = JsonDocument.Parse(stream);
            JsonElement root = document.RootElement;
            if (root.GetProperty("schema").GetString() is var schema && schema != JsonReport.Schema)
                throw new EvaluationException($"The baseline {path} has the schema {schema}; {JsonReport.Schema} was expected. Make it anew.", path);
            var words = new Dictionary<string, ErrorCounts>();
            foreach (JsonElement model in root.GetProperty("models").EnumerateArray())
                words.Add(model.GetProperty("name").GetString()!, ReadCounts(model.GetProperty("words")));
            return new EvaluationBaseline(path, root.GetProperty("normalizer").GetString()!, words);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new EvaluationException($"The baseline {path} cannot be read: {exception.Message}", path, innerException: exception);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            throw new EvaluationException($"The baseline {path} is no report of an evaluation: {exception.Message} Make one with JSON output.", path, innerException: exception);
        }
    }

    /// <summary>Refuses a normaliser that did not make this baseline.</summary>
    /// <param name="normalizer">The name of the normaliser.</param>
    /// <exception cref="EvaluationException">It is another.</exception>
    public void RequireNormalizer(string normalizer)
    {
        if (normalizer != Normalizer)
        {
            throw new EvaluationException(
                $"The baseline {Path} was made with the normaliser {Normalizer}, not with {normalizer}: error rates of different normalisers cannot be compared. "
                + "Choose the same, or make the baseline anew.",
                Path);
        }
    }

    /// <summary>Holds new results against this baseline, model by model.</summary>
    /// <param name="result">The new results.</param>
    /// <param name="maxIncrease">By how much a word error rate may rise, as a difference of rates: 0.005 is half a percentage point. Not negative.</param>
    /// <returns>A comparison for each model of the new results.</returns>
    /// <exception cref="EvaluationException">The normaliser is another; or no model is in the baseline; or one was run on other references, which the number of words shows.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxIncrease"/> is negative or not a number.</exception>
    public IReadOnlyList<BaselineComparison> Compare(EvaluationResult result, double maxIncrease)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (!(maxIncrease >= 0))
            throw new ArgumentOutOfRangeException(nameof(maxIncrease), maxIncrease, "The greatest increase must be 0 or more.");
        RequireNormalizer(result.Normalizer);
        BaselineComparison[] comparisons = [.. result.Models.Select(model => Compare(model, maxIncrease))];
        if (comparisons.All(static comparison => comparison.Before is null))
        {
            throw new EvaluationException(
                $"The baseline {Path} has none of the models {string.Join(", ", result.Models.Select(static model => model.Name))}; it has {string.Join(", ", Models)}.", Path);
        }

        return comparisons;
    }

    private BaselineComparison Compare(ModelEvaluation model, double maxIncrease)
    {
        ErrorCounts now = model.Rates.Words;
        if (!_words.TryGetValue(model.Name, out ErrorCounts before))
            return new BaselineComparison(model.Name, null, now.Rate, false);
        if (before.ReferenceLength != now.ReferenceLength)
        {
            throw new EvaluationException(
                $"The baseline {Path} was made from references of {before.ReferenceLength} words for {model.Name}, now there are {now.ReferenceLength}: "
                + "the recordings are not the same. Use the same data set and limit, or make the baseline anew.",
                Path);
        }

        // In whole errors: the difference of two rates, rounded, might miss the limit by a hair.
        bool isWorse = now.Errors - before.Errors > maxIncrease * now.ReferenceLength + 1e-9;
        return new BaselineComparison(model.Name, before.Rate, now.Rate, isWorse);
    }

    private static ErrorCounts ReadCounts(JsonElement counts) => new(
        counts.GetProperty("substitutions").GetInt64(),
        counts.GetProperty("deletions").GetInt64(),
        counts.GetProperty("insertions").GetInt64(),
        counts.GetProperty("reference").GetInt64());
}
