namespace Swictation.Stt.Abstractions.Tests;

/// <summary>The contract, on an engine that mishears what it has only just heard: below the bound of the audio held, and far above.</summary>
public sealed class LocalAgreementContractTests : StreamContractTests
{
    private static readonly ScriptedEngine Engine = new(ScriptedWord.Spread(
        "Well this is the the text. It has words that come twice twice, and it goes on. And so on and so on until there is no more of it to be said at last and the end is near. Now it is done.",
        length: 0.7, pause: 0.3))
    {
        Uncertain = TimeSpan.FromSeconds(1.5),
    };

    protected override IReadOnlyList<float[]> Utterances { get; } =
        [ScriptedEngine.Audio(4.3), ScriptedEngine.Audio(14.99), ScriptedEngine.Audio(50.3)];

    protected override ISttStream Open() => ((ISttEngine)Engine).OpenStream();
}
