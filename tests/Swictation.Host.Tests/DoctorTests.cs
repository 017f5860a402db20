using System.Text.Json;

namespace Swictation.Host.Tests;

public sealed class DoctorTests
{
    [Fact]
    public void All_is_well_on_a_machine_that_builds_the_project()
    {
        CommandResult result = BuiltCommand.Run("doctor", "--json");
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        JsonElement root = JsonDocument.Parse(result.Output).RootElement;
        Dictionary<string, JsonElement> checks = root.GetProperty("checks").EnumerateArray().ToDictionary(check => check.GetProperty("name").GetString()!);
        Assert.Contains("CPUExecutionProvider", checks["ONNX Runtime"].GetProperty("providers").GetString(), StringComparison.Ordinal);
        Assert.True(File.Exists(checks["ONNX Runtime"].GetProperty("library").GetString()));
        Assert.Equal("as expected", checks["self-test"].GetProperty("text").GetString());
        Assert.Equal("ok", checks["model tiny-en"].GetProperty("status").GetString());
    }

    [Fact]
    public void What_a_model_lacks_is_a_problem_with_a_remedy()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["models/broken"]);
        File.WriteAllText(folder["models/broken/encoder.onnx"], "x");
        var environment = new Dictionary<string, string?> { ["SWICTATION_MODELS"] = folder["models"] };
        CommandResult result = BuiltCommand.Run(null, environment, "doctor");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("[FAIL] model broken", result.Output, StringComparison.Ordinal);
        Assert.Contains("decoder.onnx", result.Output, StringComparison.Ordinal);
        Assert.Contains("what to do", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_ffmpeg_there_is_a_warning_and_no_failure()
    {
        var environment = new Dictionary<string, string?> { ["SWICTATION_FFMPEG"] = "/no/such/ffmpeg" };
        CommandResult result = BuiltCommand.Run(null, environment, "doctor");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("[warn] ffmpeg", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_runtime_library_is_a_problem()
    {
        var environment = new Dictionary<string, string?> { ["SWICTATION_ONNXRUNTIME"] = "/no/such/libonnxruntime.so" };
        CommandResult result = BuiltCommand.Run(null, environment, "doctor");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("[FAIL] ONNX Runtime", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_detector_in_use_is_named_and_timed()
    {
        CommandResult embedded = BuiltCommand.Run("doctor");
        Assert.Contains("tiny-vad, built in", embedded.Output, StringComparison.Ordinal);
        Assert.Contains("swictation models pull silero-vad", embedded.Output, StringComparison.Ordinal);
        Assert.Matches(@"speed +\d+\.\d\d % of real time", embedded.Output);

        CommandResult missing = BuiltCommand.Run(null, new Dictionary<string, string?> { ["SWICTATION_VAD"] = "/no/such/vad.onnx" }, "doctor");
        Assert.Equal(1, missing.ExitCode);
        Assert.Contains("[FAIL] voice activity", missing.Output, StringComparison.Ordinal);
        Assert.Contains("/no/such/vad.onnx", missing.Output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_Silero_model_is_named_with_its_file()
    {
        string model = SharedFiles.Path("models", "silero", "silero_vad.onnx");
        CommandResult result = BuiltCommand.Run("doctor", "--vad", model);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("silero_vad (Silero v5)", result.Output, StringComparison.Ordinal);
        Assert.Contains(model, result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("pull silero-vad", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_and_version_are_there()
    {
        CommandResult help = BuiltCommand.Run("--help");
        Assert.Equal(0, help.ExitCode);
        Assert.Contains("swictation transcribe talk.wav", help.Output, StringComparison.Ordinal);
        Assert.Contains("Exit codes", help.Output, StringComparison.Ordinal);
        CommandResult version = BuiltCommand.Run("--version");
        Assert.Equal(0, version.ExitCode);
        Assert.Matches(@"^\d+\.\d+\.\d+", version.Output);
    }
}
