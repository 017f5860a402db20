namespace Swictation.Stt;

/// <summary>Says why an utterance ended.</summary>
public enum UtteranceEnd
{
    /// <summary>The speaker was silent for long enough.</summary>
    Silence,

    /// <summary>It had reached the greatest length, and was cut at the best pause.</summary>
    MaximumLength,

    /// <summary>The audio ended.</summary>
    EndOfAudio,

    /// <summary>Audio was lost in the middle of it, see <see cref="SttErrorKind.Overrun"/>; what was heard before is here.</summary>
    AudioLost,

    /// <summary>The engine failed, see <see cref="SttErrorKind.Engine"/>; what was recognised before is here.</summary>
    Failed,

    /// <summary>The pipeline was cancelled; what was recognised before is here.</summary>
    Cancelled,
}
