using System.Globalization;
using Swictation.Stt.Evaluation;

namespace Swictation.Host.Evaluation;

/// <summary>Shows how models stand against a baseline.</summary>
internal static class BaselineView
{
    public static void Write(TextWriter writer, EvaluationBaseline baseline, IReadOnlyList<BaselineComparison> comparisons)
    {
        writer.Write($"\nbaseline  {baseline.Path}\n");
        foreach (BaselineComparison comparison in comparisons)
        {
            writer.Write(comparison.Increase is { } increase
                ? string.Create(CultureInfo.InvariantCulture, $"  {comparison.Model}: {comparison.Before * 100:0.00} % before, {comparison.Now * 100:0.00} % now ({increase * 100:+0.00;-0.00;±0.00} points)\n")
                : $"  {comparison.Model}: not in the baseline\n");
        }
    }

    public static string Describe(BaselineComparison regression, double maxIncrease) => string.Create(
        CultureInfo.InvariantCulture,
        $"{regression.Model}: the word error rate rose from {regression.Before:0.#####} to {regression.Now:0.#####}, by {regression.Increase:0.#####}; at most {maxIncrease:0.#####} is allowed.");
}
