using Swictation.Stt.Tests.Hybrid;

namespace Swictation.Stt.Tests.Memory;

/// <summary>The contract of streams, for one whose engine is loaded by need.</summary>
public sealed class ManagedStreamContractTests : StreamContractTests
{
    private static readonly ISttEngine Engine = new EngineManager(new EngineManagerOptions { UnloadUnderPressure = false, KeepFreeBytes = 0 })
        .Add("scripted", static () => new ScriptedEngine(ScriptedWord.Spread("Well this is the the text. It has words that come twice twice, and it goes on. And so on.", length: 0.7, pause: 0.3)) { Uncertain = TimeSpan.FromSeconds(1.5) });

    protected override IReadOnlyList<float[]> Utterances => ScriptedPairs.Utterances;

    protected override ISttStream Open() => Engine.OpenStream();
}
