namespace Swictation.Stt.Transform;

/// <summary>Says whether an utterance was transformed.</summary>
public enum TransformStatus
{
    /// <summary>It was.</summary>
    Done,

    /// <summary>A destination is too small: nothing was written and nothing has changed. Call again with the sizes that are told.</summary>
    DestinationTooSmall,
}
