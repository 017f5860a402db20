namespace Swictation.Stt;

/// <summary>Says what a model and its engine can do.</summary>
[Flags]
public enum SttCapabilities
{
    /// <summary>Text only.</summary>
    None = 0,

    /// <summary>Words have times.</summary>
    WordTimes = 1,

    /// <summary>Words have a confidence.</summary>
    Confidence = 2,

    /// <summary>Several recordings run in one call of the model.</summary>
    Batching = 4,

    /// <summary>Phrases can be boosted, see <see cref="TranscribeOptions.BoostPhrases"/>.</summary>
    PhraseBoosting = 8,

    /// <summary>The text has punctuation and upper case where they belong.</summary>
    Punctuation = 16,

    /// <summary>Streams are the engine's own (<see cref="ISttEngine.OpenStream"/>), rather than repeated transcription of what has come.</summary>
    Streaming = 32,

    /// <summary>Speech in other languages can be translated to English, see <see cref="TranscribeOptions.Translate"/>.</summary>
    Translation = 64,

    /// <summary>The language is detected where <see cref="TranscribeOptions.Language"/> does not say it.</summary>
    LanguageDetection = 128,
}
