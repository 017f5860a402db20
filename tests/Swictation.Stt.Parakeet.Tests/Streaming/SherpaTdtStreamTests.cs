namespace Swictation.Stt.Parakeet.Tests;

public sealed class SherpaTdtStreamTests : ParakeetStreamContractTests
{
    protected override string Model => "sherpa";
}
