namespace Swictation.Stt;

/// <summary>What two engines are together, as far as they are known.</summary>
/// <param name="Primary">The primary; null where it has never been loaded.</param>
/// <param name="Fallback">The fallback; null where it has never been loaded.</param>
internal sealed record CombinedInfo(SttEngineInfo? Primary, SttEngineInfo? Fallback)
{
    /// <summary>Gets the combination. One of the two must be known.</summary>
    public SttEngineInfo Value { get; } = (Primary, Fallback) switch
    {
        ({ } primary, { } fallback) => primary with
        {
            Languages = [.. primary.Languages.Union(fallback.Languages, StringComparer.OrdinalIgnoreCase)],
            // Streams are the primary's, a translation is asked of the one that can; everything else holds whichever of them speaks.
            Capabilities = (primary.Capabilities & (fallback.Capabilities | SttCapabilities.Streaming))
                | ((primary.Capabilities | fallback.Capabilities) & SttCapabilities.Translation),
        },
        _ => Primary ?? Fallback!,
    };
}
