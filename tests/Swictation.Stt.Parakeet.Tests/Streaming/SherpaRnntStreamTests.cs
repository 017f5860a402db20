namespace Swictation.Stt.Parakeet.Tests;

public sealed class SherpaRnntStreamTests : ParakeetStreamContractTests
{
    protected override string Model => "rnnt/sherpa";
}
