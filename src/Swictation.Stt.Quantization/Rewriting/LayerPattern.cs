using System.Text.RegularExpressions;

namespace Swictation.Stt.Quantization;

/// <summary>A pattern for names of layers.</summary>
internal sealed class LayerPattern
{
    private const string RegexPrefix = "regex:";

    private readonly Regex _regex;

    /// <exception cref="ArgumentException">The pattern is empty, or no regular expression.</exception>
    public LayerPattern(string pattern)
    {
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        Text = pattern;
        string expression = pattern.StartsWith(RegexPrefix, StringComparison.Ordinal)
            ? pattern[RegexPrefix.Length..]
            : "^" + Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal).Replace("\\?", ".", StringComparison.Ordinal) + "$";
        try
        {
            // Without backtracking, so that no pattern takes forever.
            _regex = new Regex(expression, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            throw new ArgumentException($"The pattern \"{pattern}\" is no regular expression that can be used: {exception.Message}", nameof(pattern), exception);
        }
    }

    public string Text { get; }

    public bool Matches(string name) => _regex.IsMatch(name);
}
