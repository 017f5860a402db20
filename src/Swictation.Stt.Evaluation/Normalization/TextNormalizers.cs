namespace Swictation.Stt.Evaluation;

/// <summary>Finds normalisers by the names that results state.</summary>
public static class TextNormalizers
{
    /// <summary>Gets every normaliser, the most used first.</summary>
    public static IReadOnlyList<ITextNormalizer> All { get; } =
    [
        new EnglishTextNormalizer(),
        new BasicTextNormalizer(),
        new BasicTextNormalizer(removeDiacritics: true),
        new BasicTextNormalizer(splitLetters: true),
        new BasicTextNormalizer(removeDiacritics: true, splitLetters: true),
        new PlainNormalizer(),
    ];

    /// <summary>Gets a normaliser by its name.</summary>
    /// <param name="name">The name, in lower case.</param>
    /// <returns>The normaliser.</returns>
    /// <exception cref="ArgumentException">No normaliser has the name; the message lists those there are.</exception>
    public static ITextNormalizer Get(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(normalizer => normalizer.Name == name)
            ?? throw new ArgumentException($"The normaliser {name} is unknown. Choose from {string.Join(", ", All.Select(static normalizer => normalizer.Name))}.", nameof(name));
    }
}
