namespace Swictation.Stt.Tests.Hybrid;

/// <summary>The contract, where the primary is heard live and the fallback has the last word: nothing is stable before.</summary>
public sealed class FinalByFallbackContractTests : StreamContractTests
{
    private static readonly HybridEngine Engine = ScriptedPairs.Create(change: options => options with { FinalBy = EngineRole.Fallback });

    protected override IReadOnlyList<float[]> Utterances => ScriptedPairs.Utterances;

    protected override bool HasStableText => false;

    protected override ISttStream Open() => Engine.OpenStream();
}
