namespace Swictation.Host.Tests;

public sealed class DetectorModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_detector_that_can_be_had_is_told_with_the_command_that_gets_it()
    {
        CommandResult result = Listen("silero-vad");
        Assert.Equal((2, string.Empty), (result.ExitCode, result.Output));
        Assert.Contains("swictation models pull silero-vad-v6", result.Error, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_detector_of_the_store_is_found_by_its_name()
    {
        string model = Directory.CreateDirectory(Path.Combine(_folder["store"], "silero-vad-v6")).FullName;
        File.CreateSymbolicLink(Path.Combine(model, "silero_vad.onnx"), SharedFiles.Path("models", "silero", "silero_vad.onnx"));
        CommandResult result = Listen("silero-vad");
        Assert.Equal((0, "hello comma world period\n", string.Empty), (result.ExitCode, result.Output, result.Error));
    }

    private CommandResult Listen(string detector) => BuiltCommand.Run(
        null, new Dictionary<string, string?> { ["SWICTATION_MODELS"] = _folder["store"] }, "listen", "--file", BuiltCommand.Sample("hello.wav"), "--vad", detector, "--no-graph-cache");
}
