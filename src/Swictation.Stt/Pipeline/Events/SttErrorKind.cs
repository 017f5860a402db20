namespace Swictation.Stt;

/// <summary>Says what kind of thing went wrong in a pipeline.</summary>
public enum SttErrorKind
{
    /// <summary>The engine failed in an utterance; the pipeline goes on with the next.</summary>
    Engine,

    /// <summary>The voice activity detector failed; it was reset and the pipeline goes on.</summary>
    Detector,

    /// <summary>A live source gave more than could be processed, and audio was lost.</summary>
    Overrun,

    /// <summary>The audio held NaN or infinities, which were taken as silence.</summary>
    InvalidAudio,

    /// <summary>The source failed; what came before is transcribed, and the events end.</summary>
    Source,
}
