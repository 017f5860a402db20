namespace Swictation.Stt.Vad;

/// <summary>Says why an utterance ended.</summary>
public enum SpeechEndReason
{
    /// <summary>The speaker was silent for long enough.</summary>
    Silence,

    /// <summary>It had reached the greatest length, and was cut at the best pause.</summary>
    MaximumLength,

    /// <summary>The audio ended.</summary>
    EndOfAudio,

    /// <summary>Audio was lost: what follows does not continue what was heard.</summary>
    AudioLost,
}
