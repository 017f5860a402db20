namespace Swictation.Stt.Tests.Hybrid;

/// <summary>The contract, where the primary cannot be loaded.</summary>
public sealed class MissingPrimaryContractTests : StreamContractTests
{
    private static readonly HybridEngine Engine = ScriptedPairs.Create(change: options => options with { Primary = () => throw Pair.Missing("There is none.") });

    protected override IReadOnlyList<float[]> Utterances => ScriptedPairs.Utterances;

    protected override ISttStream Open() => Engine.OpenStream();
}
