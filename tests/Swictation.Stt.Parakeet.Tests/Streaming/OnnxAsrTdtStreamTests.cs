namespace Swictation.Stt.Parakeet.Tests;

public sealed class OnnxAsrTdtStreamTests : ParakeetStreamContractTests
{
    protected override string Model => "onnx-asr";
}
