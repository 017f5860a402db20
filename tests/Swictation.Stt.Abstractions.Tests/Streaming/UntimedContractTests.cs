namespace Swictation.Stt.Abstractions.Tests;

/// <summary>The contract, on an engine that gives text alone.</summary>
public sealed class UntimedContractTests : StreamContractTests
{
    private static readonly ScriptedEngine Engine = new(ScriptedWord.Spread("one two two three, four. Five six six seven eight nine ten and more of the same", length: 1.5, pause: 1))
    {
        Uncertain = TimeSpan.FromSeconds(2),
        HasTimes = false,
    };

    protected override IReadOnlyList<float[]> Utterances { get; } = [ScriptedEngine.Audio(12.1), ScriptedEngine.Audio(45)];

    protected override ISttStream Open() => ((ISttEngine)Engine).OpenStream(new StreamOptions { UpdateInterval = TimeSpan.FromSeconds(0.7) });
}
