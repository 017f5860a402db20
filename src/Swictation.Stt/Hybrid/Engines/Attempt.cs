namespace Swictation.Stt;

/// <summary>What came of asking an engine: a text, an error, or that it cannot do what is asked. The default: it was not asked.</summary>
internal readonly record struct Attempt
{
    /// <summary>Gets what was heard.</summary>
    public Transcription? Result { get; private init; }

    /// <summary>Gets a value indicating whether the confidence of the result means something.</summary>
    public bool HasConfidence { get; private init; }

    /// <summary>Gets what was thrown.</summary>
    public Exception? Error { get; private init; }

    /// <summary>Gets why the engine was passed over.</summary>
    public EngineChoice? Refusal { get; private init; }

    public static Attempt Heard(Transcription result, SttEngineInfo info) => new()
    {
        Result = result with { ModelId = result.ModelId ?? info.ModelId },
        HasConfidence = info.Capabilities.HasFlag(SttCapabilities.Confidence),
    };

    public static Attempt Failed(Exception error) => new() { Error = error };

    public static Attempt Refused(EngineChoice refusal) => new() { Refusal = refusal };

    /// <summary>Puts settled text before what was heard.</summary>
    public Attempt After(PartialTranscription settled, TimeSpan offset, TimeSpan duration, TimeSpan segmentGap) =>
        Result is null ? this : this with { Result = SettledText.Continue(settled, Result, offset, duration, segmentGap) };
}
