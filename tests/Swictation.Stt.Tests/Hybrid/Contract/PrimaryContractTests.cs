namespace Swictation.Stt.Tests.Hybrid;

/// <summary>The contract, where the primary speaks.</summary>
public sealed class PrimaryContractTests : StreamContractTests
{
    private static readonly HybridEngine Engine = ScriptedPairs.Create();

    protected override IReadOnlyList<float[]> Utterances => ScriptedPairs.Utterances;

    protected override ISttStream Open() => Engine.OpenStream();
}
