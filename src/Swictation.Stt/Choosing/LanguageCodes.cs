namespace Swictation.Stt;

/// <summary>Compares BCP 47 codes.</summary>
internal static class LanguageCodes
{
    /// <summary>Says whether two codes are of one language, whatever their regions.</summary>
    public static bool AreOfOneLanguage(string one, string other) => Base(one).Equals(Base(other), StringComparison.OrdinalIgnoreCase);

    private static ReadOnlySpan<char> Base(string code) => code.AsSpan(0, code.IndexOfAny(['-', '_']) is var end and >= 0 ? end : code.Length);
}
