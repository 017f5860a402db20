namespace Swictation.Stt.Transform.Corrections;

/// <summary>Says how a dictionary of corrections finds what only resembles its entries. Immutable.</summary>
public sealed record CorrectionOptions
{
    /// <summary>The default of <see cref="Threshold"/>.</summary>
    public const float DefaultThreshold = 0.8f;

    /// <summary>The default of <see cref="ProtectedThreshold"/>.</summary>
    public const float DefaultProtectedThreshold = 0.95f;

    /// <summary>Gets the least score at which a fuzzy entry without a threshold of its own replaces something.</summary>
    /// <value>From above 0 to 1. The default is 0.8: see <see cref="SoundAlike"/>.</value>
    public float Threshold { get; init; } = DefaultThreshold;

    /// <summary>Gets the least score at which a fuzzy entry replaces words all of which are protected or common.</summary>
    /// <value>From above 0 to 1; the entry's own threshold counts where it is higher. The default is 0.95: hardly ever, unless only a space differs.</value>
    public float ProtectedThreshold { get; init; } = DefaultProtectedThreshold;

    /// <summary>Gets words of the user's that fuzzy entries leave alone, in any case.</summary>
    /// <value>The default is empty.</value>
    public IReadOnlyCollection<string> ProtectedWords { get; init; } = [];

    /// <summary>Gets a value indicating whether common English words are protected too.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool ProtectCommonWords { get; init; } = true;

    internal void Validate()
    {
        Require(Threshold, nameof(Threshold));
        Require(ProtectedThreshold, nameof(ProtectedThreshold));
        ArgumentNullException.ThrowIfNull(ProtectedWords);
    }

    private static void Require(float value, string name)
    {
        if (!(value is > 0f and <= 1f))
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be above 0 and at most 1.");
    }
}
