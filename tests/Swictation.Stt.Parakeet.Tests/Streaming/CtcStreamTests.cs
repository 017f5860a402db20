namespace Swictation.Stt.Parakeet.Tests;

public sealed class CtcStreamTests : ParakeetStreamContractTests
{
    protected override string Model => "ctc";
}
