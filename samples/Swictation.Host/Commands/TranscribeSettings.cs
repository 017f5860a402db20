using Swictation.Stt;
using Swictation.Stt.Formats;

namespace Swictation.Host.Commands;

/// <summary>What <c>swictation transcribe</c> was asked for.</summary>
internal sealed record TranscribeSettings
{
    public required IReadOnlyList<string> Inputs { get; init; }

    public string? Model { get; init; }

    public SttEngineOptions Engine { get; init; } = new();

    /// <summary>Gets the second engine, or <see langword="null"/> where there is none.</summary>
    public FallbackSettings? Fallback { get; init; }

    public RecognitionSettings Recognition { get; init; } = RecognitionSettings.Default;

    public TranscriptFormat Format { get; init; }

    public string? OutputFolder { get; init; }

    public bool Words { get; init; }

    public string? BoostFile { get; init; }

    public int BatchSize { get; init; } = 4;

    /// <summary>Gets whether only what is spoken is transcribed.</summary>
    public bool UsesDetector { get; init; } = true;

    /// <summary>Gets the path of the detector, or <see langword="null"/> for the one that is built in.</summary>
    public string? Detector { get; init; }

    public float? Threshold { get; init; }

    /// <summary>Gets the rules by which what is said is transformed; none where it is left as it is.</summary>
    public RuleSettings? Transform { get; init; }

    public int? RawRate { get; init; }
}
