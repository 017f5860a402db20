using System.Collections.Frozen;

namespace Swictation.Stt.Whisper;

/// <summary>The languages that Whisper was trained on: codes, English names and aliases are those of openai/whisper's <c>tokenizer.py</c>.</summary>
internal static class WhisperLanguage
{
    /// <summary>The languages in the order of their tokens. Models before large-v3 know the first 99.</summary>
    private static readonly (string Code, string Name)[] Languages =
    [
        ("en", "english"), ("zh", "chinese"), ("de", "german"), ("es", "spanish"), ("ru", "russian"), ("ko", "korean"), ("fr", "french"),
        ("ja", "japanese"), ("pt", "portuguese"), ("tr", "turkish"), ("pl", "polish"), ("ca", "catalan"), ("nl", "dutch"), ("ar", "arabic"),
        ("sv", "swedish"), ("it", "italian"), ("id", "indonesian"), ("hi", "hindi"), ("fi", "finnish"), ("vi", "vietnamese"),
        ("he", "hebrew"), ("uk", "ukrainian"), ("el", "greek"), ("ms", "malay"), ("cs", "czech"), ("ro", "romanian"), ("da", "danish"),
        ("hu", "hungarian"), ("ta", "tamil"), ("no", "norwegian"), ("th", "thai"), ("ur", "urdu"), ("hr", "croatian"), ("bg", "bulgarian"),
        ("lt", "lithuanian"), ("la", "latin"), ("mi", "maori"), ("ml", "malayalam"), ("cy", "welsh"), ("sk", "slovak"), ("te", "telugu"),
        ("fa", "persian"), ("lv", "latvian"), ("bn", "bengali"), ("sr", "serbian"), ("az", "azerbaijani"), ("sl", "slovenian"),
        ("kn", "kannada"), ("et", "estonian"), ("mk", "macedonian"), ("br", "breton"), ("eu", "basque"), ("is", "icelandic"),
        ("hy", "armenian"), ("ne", "nepali"), ("mn", "mongolian"), ("bs", "bosnian"), ("kk", "kazakh"), ("sq", "albanian"),
        ("sw", "swahili"), ("gl", "galician"), ("mr", "marathi"), ("pa", "punjabi"), ("si", "sinhala"), ("km", "khmer"), ("sn", "shona"),
        ("yo", "yoruba"), ("so", "somali"), ("af", "afrikaans"), ("oc", "occitan"), ("ka", "georgian"), ("be", "belarusian"),
        ("tg", "tajik"), ("sd", "sindhi"), ("gu", "gujarati"), ("am", "amharic"), ("yi", "yiddish"), ("lo", "lao"), ("uz", "uzbek"),
        ("fo", "faroese"), ("ht", "haitian creole"), ("ps", "pashto"), ("tk", "turkmen"), ("nn", "nynorsk"), ("mt", "maltese"),
        ("sa", "sanskrit"), ("lb", "luxembourgish"), ("my", "myanmar"), ("bo", "tibetan"), ("tl", "tagalog"), ("mg", "malagasy"),
        ("as", "assamese"), ("tt", "tatar"), ("haw", "hawaiian"), ("ln", "lingala"), ("ha", "hausa"), ("ba", "bashkir"),
        ("jw", "javanese"), ("su", "sundanese"), ("yue", "cantonese"),
    ];

    /// <summary>Other names, as in <c>tokenizer.py</c>.</summary>
    private static readonly (string Name, string Code)[] Aliases =
    [
        ("burmese", "my"), ("valencian", "ca"), ("flemish", "nl"), ("haitian", "ht"), ("letzeburgesch", "lb"), ("pushto", "ps"),
        ("panjabi", "pa"), ("moldavian", "ro"), ("moldovan", "ro"), ("sinhalese", "si"), ("castilian", "es"), ("mandarin", "zh"),
    ];

    /// <summary>BCP 47 subtags of languages that Whisper knows by another code: today's code of Javanese, Bokmål, Filipino, Mandarin, and codes withdrawn.</summary>
    private static readonly (string Subtag, string Code)[] Subtags =
    [
        ("jv", "jw"), ("nb", "no"), ("fil", "tl"), ("cmn", "zh"), ("iw", "he"), ("in", "id"), ("ji", "yi"), ("mo", "ro"),
    ];

    private static readonly FrozenDictionary<string, string> Codes =
        Languages.Select(static language => (Key: language.Code, language.Code))
            .Concat(Languages.Select(static language => (Key: language.Name, language.Code)))
            .Concat(Aliases.Select(static alias => (Key: alias.Name, alias.Code)))
            .Concat(Subtags.Select(static subtag => (Key: subtag.Subtag, subtag.Code)))
            .ToFrozenDictionary(static entry => entry.Key, static entry => entry.Code, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> Names =
        Languages.ToFrozenDictionary(static language => language.Code, static language => language.Name, StringComparer.Ordinal);

    /// <summary>Gets the codes in the order of their tokens.</summary>
    public static IEnumerable<string> AllCodes => Languages.Select(static language => language.Code);

    /// <summary>Gets the number of languages.</summary>
    public static int Count => Languages.Length;

    /// <summary>Gets a language's English name in lower case, such as <c>german</c>; the code itself where it is unknown.</summary>
    public static string NameOf(string code) => Names.GetValueOrDefault(code, code);

    /// <summary>Whether a text is one of Whisper's codes.</summary>
    public static bool IsCode(string code) => Names.ContainsKey(code);

    /// <summary>Whether words of the language are not separated by spaces, so that words are cut at code points.</summary>
    public static bool IsWrittenWithoutSpaces(string? code) => code is "zh" or "ja" or "th" or "lo" or "my" or "yue";

    /// <summary>Gets the BCP 47 code of one of Whisper's codes.</summary>
    public static string ToBcp47(string code) => code == "jw" ? "jv" : code;

    /// <summary>Reads a language as users write it: a code, a BCP 47 tag with script or region, or an English name, in any case.</summary>
    /// <param name="language">Such as <c>de</c>, <c>de-DE</c>, <c>pt_BR</c>, <c>German</c>, <c>zh-yue</c>.</param>
    /// <returns>Whisper's code.</returns>
    /// <exception cref="ArgumentException">No such language is known; the message lists those that are.</exception>
    public static string Parse(string language)
    {
        ArgumentNullException.ThrowIfNull(language);
        string text = language.Trim();
        if (Codes.TryGetValue(text, out string? code))
            return code;
        string[] subtags = text.Split('-', '_');
        // A language extended from another (zh-yue) names itself in the second subtag.
        if (subtags.Length > 1 && subtags[1].Length == 3 && Names.ContainsKey(subtags[1].ToLowerInvariant()))
            return subtags[1].ToLowerInvariant();
        if (subtags[0].Length is 2 or 3 && Codes.TryGetValue(subtags[0], out code))
            return code;
        throw new ArgumentException(
            $"Whisper knows no language \"{language}\". Give a code such as \"de\" or \"de-DE\", or an English name. It knows: " +
            $"{string.Join(", ", Languages.Select(static known => $"{known.Code} ({known.Name})"))}.",
            nameof(language));
    }
}
