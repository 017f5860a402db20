using Swictation.Stt;
using Swictation.Stt.Evaluation;

namespace Swictation.Host.Commands;

/// <summary>What <c>swictation eval</c> was asked for.</summary>
internal sealed record EvalSettings
{
    public required string Dataset { get; init; }

    /// <summary>Gets the models; null stands for the default one.</summary>
    public required IReadOnlyList<string?> Models { get; init; }

    public SttEngineOptions Engine { get; init; } = new();

    public RecognitionSettings Recognition { get; init; } = RecognitionSettings.Default;

    public required ITextNormalizer Normalizer { get; init; }

    public bool Json { get; init; }

    public string? HtmlFile { get; init; }

    public string? JsonFile { get; init; }

    public string? Baseline { get; init; }

    public double MaxIncrease { get; init; }

    public int Worst { get; init; }

    public int? Limit { get; init; }

    public bool Align { get; init; }

    public bool Files { get; init; }
}
