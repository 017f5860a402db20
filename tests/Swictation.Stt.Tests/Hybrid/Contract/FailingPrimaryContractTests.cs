namespace Swictation.Stt.Tests.Hybrid;

/// <summary>The contract, where the primary fails five seconds into each utterance, and no more than a second of audio is kept in memory.</summary>
public sealed class FailingPrimaryContractTests : StreamContractTests
{
    private static readonly HybridEngine Engine = ScriptedPairs.Create(
        onPrimaryCall: call =>
        {
            if (call.End > ScriptedEngine.Samples(5))
                throw new InvalidOperationException("Five seconds are enough.");
        },
        change: options => options with { AudioInMemory = TimeSpan.FromSeconds(1) });

    protected override IReadOnlyList<float[]> Utterances => ScriptedPairs.Utterances;

    protected override ISttStream Open() => Engine.OpenStream();
}
