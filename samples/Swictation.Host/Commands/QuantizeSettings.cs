using Swictation.Stt;
using Swictation.Stt.Quantization;

namespace Swictation.Host.Commands;

/// <summary>What <c>swictation models quantize</c> was asked for.</summary>
internal sealed record QuantizeSettings
{
    /// <summary>Gets the model: a directory, a file, or a name; null for the default.</summary>
    public string? Model { get; init; }

    public string? Output { get; init; }

    public required QuantizationOptions Quantization { get; init; }

    public SttEngineOptions Engine { get; init; } = new();

    /// <summary>Gets the recordings to compare on; empty for the one that comes with the command.</summary>
    public IReadOnlyList<string> Audio { get; init; } = [];

    public bool Compares { get; init; } = true;

    public int Rounds { get; init; }

    public bool Json { get; init; }

    public bool Layers { get; init; }
}
