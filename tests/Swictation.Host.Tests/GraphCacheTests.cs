using System.Text.Json;

namespace Swictation.Host.Tests;

public sealed class GraphCacheTests
{
    [Fact]
    public void The_command_keeps_graphs_uses_them_and_gives_the_same_words()
    {
        using var folder = new TemporaryFolder();
        var environment = new Dictionary<string, string?> { ["SWICTATION_GRAPH_CACHE"] = folder["graphs"] };
        string[] arguments = ["transcribe", BuiltCommand.Sample("hello.wav"), "--format", "json", "--words"];
        CommandResult plain = BuiltCommand.Run(arguments);
        CommandResult first = BuiltCommand.Run(null, environment, arguments);
        string entry = Assert.Single(Directory.GetDirectories(folder["graphs"])); // the encoder's: the detector that is built in is no file
        DateTime kept = File.GetLastWriteTimeUtc(Path.Combine(entry, "graph.onnx"));
        CommandResult second = BuiltCommand.Run(null, environment, arguments);
        Assert.Equal((0, plain.Output, string.Empty), (first.ExitCode, first.Output, first.Error));
        Assert.Equal(first, second);
        Assert.Equal(kept, File.GetLastWriteTimeUtc(Path.Combine(entry, "graph.onnx")));
        Assert.Equal(entry, Assert.Single(Directory.GetDirectories(folder["graphs"])));
    }

    [Fact]
    public void The_cache_can_be_turned_off()
    {
        using var folder = new TemporaryFolder();
        var environment = new Dictionary<string, string?> { ["SWICTATION_GRAPH_CACHE"] = folder["graphs"] };
        Assert.Equal(0, BuiltCommand.Run(null, environment, "transcribe", BuiltCommand.Sample("hello.wav"), "--no-graph-cache").ExitCode);
        Assert.False(Directory.Exists(folder["graphs"]));
    }

    [Fact]
    public void The_doctor_tells_of_memory_and_of_the_cache()
    {
        using var folder = new TemporaryFolder();
        var environment = new Dictionary<string, string?> { ["SWICTATION_GRAPH_CACHE"] = folder["graphs"] };
        Dictionary<string, JsonElement> checks = Checks(BuiltCommand.Run(null, environment, "doctor", "--json"));
        foreach (string name in new[] { "total", "available", "limit", "pressure" })
            Assert.NotEmpty(checks["memory"].GetProperty(name).GetString()!);
        Assert.Equal(("on", folder["graphs"]), (checks["graph cache"].GetProperty("state").GetString(), checks["graph cache"].GetProperty("folder").GetString()));
        Assert.StartsWith("1 graph, ", Checks(BuiltCommand.Run(null, environment, "doctor", "--json"))["graph cache"].GetProperty("holds").GetString(), StringComparison.Ordinal);
        Assert.Equal("off", Checks(BuiltCommand.Run("doctor", "--json"))["graph cache"].GetProperty("state").GetString());

        File.WriteAllText(folder["file"], "in the way");
        environment["SWICTATION_GRAPH_CACHE"] = folder["file"] + "/graphs";
        CommandResult blocked = BuiltCommand.Run(null, environment, "doctor");
        Assert.Equal(0, blocked.ExitCode);
        Assert.Contains("[warn] graph cache", blocked.Output, StringComparison.Ordinal);
    }

    private static Dictionary<string, JsonElement> Checks(CommandResult result) =>
        JsonDocument.Parse(result.Output).RootElement.GetProperty("checks").EnumerateArray().ToDictionary(static check => check.GetProperty("name").GetString()!);
}
