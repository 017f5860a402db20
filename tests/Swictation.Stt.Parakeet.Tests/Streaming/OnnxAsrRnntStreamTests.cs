namespace Swictation.Stt.Parakeet.Tests;

public sealed class OnnxAsrRnntStreamTests : ParakeetStreamContractTests
{
    protected override string Model => "rnnt/onnx-asr";
}
