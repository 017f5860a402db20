using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Swictation.Stt.Vad;

namespace Swictation.Stt;

/// <summary>What all runs of a pipeline work with.</summary>
internal sealed record PipelineSettings
{
    public required ISttEngine Engine { get; init; }

    public required IVoiceActivityDetector Detector { get; init; }

    public required SttPipelineOptions Options { get; init; }

    public required ILogger Logger { get; init; }

    public required PipelineMetrics Metrics { get; init; }

    public required ActivitySource Activities { get; init; }

    public required TimeProvider TimeProvider { get; init; }
}
