namespace Swictation.Stt;

/// <summary>A phrase that the recogniser should lean towards.</summary>
/// <param name="Text">The words, in the spelling that the model writes. Letter case is tried as given and in lower case.</param>
/// <param name="Weight">
/// How strongly: the bonus in natural-log units given to each token of the phrase, from just above 0 to 20. 1 changes close calls only;
/// 3, the default, mends most misheard names; above 5 the phrase begins to be heard where it was not said.
/// </param>
public sealed record BoostPhrase(string Text, float Weight = BoostPhrase.DefaultWeight)
{
    /// <summary>The default of <see cref="Weight"/>.</summary>
    public const float DefaultWeight = 3f;

    internal void Validate()
    {
        if (string.IsNullOrWhiteSpace(Text))
            throw new ArgumentException("A boost phrase is empty; give it at least one word or leave it out.");
        if (!(Weight > 0f && Weight <= 20f))
            throw new ArgumentException($"The weight of boost phrase \"{Text}\" is {Weight}; it must be above 0 and at most 20.");
    }
}
