namespace Swictation.Stt;

/// <summary>Something went wrong that did not end the pipeline. <see cref="SttEvent.Position"/> is where it was noticed. Never dropped.</summary>
public sealed record ErrorEvent : SttEvent
{
    /// <summary>Gets what kind of thing went wrong.</summary>
    public required SttErrorKind Kind { get; init; }

    /// <summary>Gets what went wrong.</summary>
    public required Exception Exception { get; init; }

    /// <summary>Gets where the audio that is affected starts.</summary>
    public required TimeSpan Start { get; init; }

    /// <summary>Gets where the audio that is affected ends.</summary>
    public required TimeSpan End { get; init; }

    /// <summary>Gets the number of the utterance that is affected, or <see langword="null"/> where none is.</summary>
    public int? Utterance { get; init; }

    /// <summary>Gets the audio that could not be recognised, at the engine's rate, so that it can be tried again; empty where there is none.</summary>
    public ReadOnlyMemory<float> Audio { get; init; }
}
