using System.Globalization;
using System.Runtime.CompilerServices;

namespace Swictation.Stt.Parakeet;

/// <summary>Compiles phrase lists for one vocabulary and keeps what it compiled as long as the caller keeps the list. Safe for concurrent use.</summary>
internal sealed class BoostCompiler(Vocabulary vocabulary)
{
    private readonly Lazy<BpeEncoder> _encoder = new(() => new BpeEncoder(vocabulary));
    private readonly ConditionalWeakTable<IReadOnlyList<BoostPhrase>, BoostAutomaton> _compiled = [];

    /// <summary>Gets the automaton of a list, or null where it is empty.</summary>
    /// <exception cref="ArgumentException">A phrase has a character that the model cannot write.</exception>
    public BoostAutomaton? Compile(IReadOnlyList<BoostPhrase> phrases) =>
        phrases.Count == 0 ? null : _compiled.GetValue(phrases, Build);

    private BoostAutomaton Build(IReadOnlyList<BoostPhrase> phrases)
    {
        var encoded = new List<(int[], float)>(phrases.Count * 2);
        foreach (BoostPhrase phrase in phrases)
        {
            int before = encoded.Count;
            string? unknown = null;
            foreach (string spelling in Spellings(phrase.Text))
            {
                if (_encoder.Value.TryEncode(spelling, out string? missing) is { Length: > 0 } tokens)
                    encoded.Add((tokens, phrase.Weight));
                else
                    unknown ??= missing;
            }

            if (encoded.Count == before)
            {
                throw new ArgumentException(
                    $"Boost phrase \"{phrase.Text}\" cannot be written with the vocabulary {vocabulary.SourcePath}: it has no \"{unknown}\". " +
                    "Spell it as the model would write it, or leave it out.");
            }
        }

        return new BoostAutomaton(encoded);
    }

    /// <summary>The phrase as given, in lower case for models without upper case, and with a capital for sentence starts.</summary>
    private static IEnumerable<string> Spellings(string text)
    {
        string trimmed = text.Trim();
        string lower = trimmed.ToLowerInvariant();
        string sentence = char.ToUpper(trimmed[0], CultureInfo.InvariantCulture) + trimmed[1..];
        return new[] { trimmed, lower, sentence }.Distinct(StringComparer.Ordinal);
    }
}
