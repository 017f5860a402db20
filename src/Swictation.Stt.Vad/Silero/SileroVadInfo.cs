namespace Swictation.Stt.Vad;

/// <summary>Describes a loaded model. Immutable.</summary>
public sealed record SileroVadInfo
{
    /// <summary>Gets the model's name: <c>tiny-vad</c> for the embedded one, otherwise the name of its file without the ending.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the family.</summary>
    public required SileroVersion Version { get; init; }

    /// <summary>Gets the sample rates that the model takes, the highest first.</summary>
    public required IReadOnlyList<SileroVadRate> Rates { get; init; }

    /// <summary>Gets a value indicating whether this is the model that comes with the assembly. It is small; Silero's hears much better.</summary>
    public required bool IsEmbedded { get; init; }

    /// <summary>Gets the probability from which a window is best taken for speech in live audio.</summary>
    /// <value>
    /// 0.5, as Silero recommends for its models. For the embedded one 0.3: of the speech that Silero v6 hears in a minute of conversation it then
    /// finds 99 % and not 94 %, for no more false alarms in noise and clicks. Above 0, below 1.
    /// </value>
    public required float RecommendedThreshold { get; init; }

    /// <summary>Gets the full path of the model's file, or <see langword="null"/> for the embedded one.</summary>
    public string? Path { get; init; }

    /// <summary>Gets a value indicating whether several streams can be processed in one run.</summary>
    public required bool IsBatched { get; init; }
}
