namespace Swictation.Stt.Parakeet.Tests;

/// <summary>The contract of streams, kept by each kind of model.</summary>
public abstract class ParakeetStreamContractTests : StreamContractTests
{
    protected override IReadOnlyList<float[]> Utterances { get; } =
    [
        Spoken.Audio("stop"), Spoken.Audio("digits"), Streams.Concatenate(new Random(3), 3).Audio, Streams.Concatenate(new Random(4), 5).Audio,
    ];

    protected abstract string Model { get; }

    protected override ISttStream Open() => Engines.Any(Model).OpenStream(Streams.Tiny);
}
