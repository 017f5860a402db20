using Swictation.Stt;
using Swictation.Stt.Vad;

namespace Swictation.Host.Commands;

/// <summary>What <c>swictation listen</c> was asked for.</summary>
internal sealed record ListenSettings
{
    /// <summary>Gets the recording to listen to, or <see langword="null"/> for standard input.</summary>
    public string? File { get; init; }

    public bool RealTime { get; init; }

    public int? RawRate { get; init; }

    public string? Model { get; init; }

    public SttEngineOptions Engine { get; init; } = new();

    /// <summary>Gets the second engine, or <see langword="null"/> where there is none.</summary>
    public FallbackSettings? Fallback { get; init; }

    public RecognitionSettings Recognition { get; init; } = RecognitionSettings.Default;

    public string? Detector { get; init; }

    public SpeechSegmenterOptions Segmenter { get; init; } = new();

    public string? BoostFile { get; init; }

    /// <summary>Gets the rules by which what is said is transformed; none where it is left as it is.</summary>
    public RuleSettings? Transform { get; init; }

    public bool Json { get; init; }

    public bool Partials { get; init; }
}
