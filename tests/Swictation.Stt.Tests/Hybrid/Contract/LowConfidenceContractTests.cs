namespace Swictation.Stt.Tests.Hybrid;

/// <summary>The contract, where the fallback hears what follows the stable text, too, and is surer of it.</summary>
public sealed class LowConfidenceContractTests : StreamContractTests
{
    private static readonly HybridEngine Engine = ScriptedPairs.Create(fallbackConfidence: 0.8f, change: options => options with { MinConfidence = 0.6f });

    protected override IReadOnlyList<float[]> Utterances => ScriptedPairs.Utterances;

    protected override ISttStream Open() => Engine.OpenStream();
}
