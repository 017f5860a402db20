namespace Swictation.Stt;

/// <summary>Finds out whether the primary can do what is asked, before it is made to. What it said is remembered, so that it need not be loaded to be asked again.</summary>
/// <param name="primary">The primary.</param>
internal sealed class PrimaryLimits(EngineSlot primary)
{
    /// <summary>Finds why the primary is passed over.</summary>
    /// <returns>The reason, or null where there is none.</returns>
    public EngineChoice? Find(TranscribeOptions options, CancellationToken cancellationToken)
    {
        if (options.Language is null && !options.Translate)
            return null;
        if (options.Language is { } language && !Knows(Info(cancellationToken), language))
        {
            return HybridRules.Refusal(
                EngineChoiceReason.LanguageNotSupported,
                $"The primary does not know the language \"{language}\". It knows: {string.Join(", ", Info(cancellationToken).Languages)}.");
        }

        return options.Translate && !Info(cancellationToken).Capabilities.HasFlag(SttCapabilities.Translation)
            ? HybridRules.Refusal(EngineChoiceReason.TranslationNotSupported, "A translation was asked for, and the primary does not translate.")
            : null;
    }

    /// <summary>Says whether a model knows a language, whatever its region. One that does not say what it knows is given the benefit of the doubt.</summary>
    private static bool Knows(SttEngineInfo info, string language) =>
        info.Languages.Count == 0 || info.Languages.Any(known => LanguageCodes.AreOfOneLanguage(known, language));

    private SttEngineInfo Info(CancellationToken cancellationToken)
    {
        if (primary.Info is { } known)
            return known;
        using EngineLease lease = primary.Rent(cancellationToken);
        return lease.Info;
    }
}
