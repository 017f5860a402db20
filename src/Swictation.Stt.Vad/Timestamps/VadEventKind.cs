namespace Swictation.Stt.Vad;

/// <summary>Says what a <see cref="VadIterator"/> has noticed.</summary>
public enum VadEventKind
{
    /// <summary>Speech has started.</summary>
    Start,

    /// <summary>Speech has ended.</summary>
    End,
}
