namespace Swictation.Stt;

/// <summary>Says why a text is that of one engine of two and not of the other.</summary>
public enum EngineChoiceReason
{
    /// <summary>The primary was asked, and nothing spoke against its text.</summary>
    Primary = 0,

    /// <summary>The fallback speaks, because final texts were asked of it.</summary>
    FinalByFallback = 1,

    /// <summary>The fallback speaks, because the language that was asked for is not among the primary's.</summary>
    LanguageNotSupported = 2,

    /// <summary>The fallback speaks, because a translation was asked for and the primary does not translate.</summary>
    TranslationNotSupported = 3,

    /// <summary>The fallback speaks, because the primary failed: <see cref="EngineChoice.Error"/> says how.</summary>
    PrimaryFailed = 4,

    /// <summary>The fallback speaks, because the primary's confidence was below the threshold and the fallback's is higher.</summary>
    LowConfidence = 5,

    /// <summary>The primary speaks: its confidence was below the threshold, but the fallback's is not higher.</summary>
    FallbackLessConfident = 6,

    /// <summary>The primary speaks, because the fallback, which was asked, failed: <see cref="EngineChoice.Error"/> says how.</summary>
    FallbackFailed = 7,
}
