using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Swictation.Host.Tests;

public sealed class ModelsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ModelServer _server = new();

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    private Dictionary<string, string?> Surroundings => new()
    {
        ["SWICTATION_MODELS"] = _folder["store"],
        ["SWICTATION_MANIFEST"] = File.Exists(_folder["own.json"]) ? _folder["own.json"] : null,
        ["SWICTATION_OFFLINE"] = null,
        ["SWICTATION_MIRROR"] = null,
        ["XDG_CONFIG_HOME"] = _folder["config"],
        ["HF_HUB_CACHE"] = _folder["cache"],
        ["HF_ENDPOINT"] = _server.Address.AbsoluteUri,
        ["HF_TOKEN"] = "hf_secret",
    };

    private CommandResult Run(params string[] arguments) => BuiltCommand.Run(null, Surroundings, arguments);

    private static Task<CommandResult> Follow(Process process) =>
        Task.Run(() => BuiltCommand.Finish(process, process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync()));

    /// <summary>Serves a model and writes a manifest that knows it.</summary>
    private void Publish(string id, params (string Name, byte[] Content)[] files)
    {
        foreach ((string name, byte[] content) in files)
            _server.Add($"{id}/{name}", content);
        string list = string.Join(", ", files.Select(file =>
            $$"""{ "name": "{{file.Name}}", "url": "{{_server.Address}}{{id}}/{{file.Name}}", "bytes": {{file.Content.Length}}, "sha256": "{{ModelServer.Sha256(file.Content)}}" }"""));
        File.WriteAllText(_folder["own.json"],
            $$"""
            { "schemaVersion": 1, "models": [{ "id": "{{id}}", "aliases": ["mine"], "engine": "parakeet", "layout": "sherpa-onnx", "precision": "float", "description": "Ours.", "languages": ["en"],
              "licence": "MIT", "licenceUrl": "https://x.org/l", "source": "https://x.org/m", "revision": "r1", "files": [{{list}}] }] }
            """);
    }

    private byte[] PublishOne()
    {
        byte[] content = ModelServer.Make(3 << 20);
        Publish("served", ("model.onnx", content));
        return content;
    }

    [Fact]
    public void A_model_is_pulled_and_transcribes()
    {
        string[] names = ["encoder.onnx", "decoder.onnx", "joiner.onnx", "tokens.txt"];
        Publish("served-tiny", [.. names.Select(name => (name, File.ReadAllBytes(Repository.Path("models", "tiny-en", "sherpa", name))))]);
        CommandResult missing = Run("transcribe", BuiltCommand.Sample("hello.wav"), "--model", "mine");
        Assert.Equal((2, string.Empty), (missing.ExitCode, missing.Output));
        Assert.Contains("swictation models pull served-tiny", missing.Error, StringComparison.Ordinal);
        Assert.Empty(_server.Requests); // nothing is downloaded unasked

        CommandResult pulled = Run("models", "pull", "mine");
        Assert.Equal((0, string.Empty), (pulled.ExitCode, pulled.Error));
        Assert.Equal(_folder["store/served-tiny/r1"], Assert.Single(pulled.Lines));
        Assert.Equal(pulled.Output, Run("models", "path", "SERVED-tiny").Output);
        Assert.Equal("hello comma world period", Assert.Single(Run("transcribe", BuiltCommand.Sample("hello.wav"), "--model", "mine").Lines));
        Assert.Equal(names.Length, _server.Requests.Count);

        CommandResult doctor = Run("doctor");
        Assert.Contains("served-tiny", doctor.Output, StringComparison.Ordinal);
        Assert.Contains(_folder["store"], doctor.Output, StringComparison.Ordinal);
        Assert.Equal(0, doctor.ExitCode);
    }

    [Fact]
    public void What_is_there_and_what_can_be_had_is_listed()
    {
        PublishOne();
        Run("models", "pull", "served");
        CommandResult text = Run("models", "list");
        Assert.Equal((0, string.Empty), (text.ExitCode, text.Error));
        Assert.Matches(@"(?s)store  .*\ninstalled\n  served .* 3 MB .*\nbundled\n  tiny-en.*\navailable\n.*parakeet-tdt-0\.6b-v3-int8 +670 MB +int8 +CC-BY-4\.0 +25 languages", text.Output);
        Assert.DoesNotContain("parakeet-tdt", Run("models", "list", "--installed").Output, StringComparison.Ordinal);

        using JsonDocument json = JsonDocument.Parse(Run("models", "list", "--language", "de", "--engine", "parakeet", "--json").Output);
        JsonElement[] models = [.. json.RootElement.GetProperty("models").EnumerateArray()];
        Assert.All(models, model => Assert.Equal(("parakeet", "available"), (model.GetProperty("engine").GetString(), model.GetProperty("state").GetString())));
        Assert.Contains(models, model => model.GetProperty("id").GetString() == "parakeet-tdt-0.6b-v3-int8" && model.GetProperty("bytes").GetInt64() == 670480039);

        CommandResult info = Run("models", "info", "parakeet-tdt-0.6b-v3");
        foreach (string said in new[] { "670 MB", "CC-BY-4.0", "about 1.", "8f23f0c03c8761650bdb5b40aaf3e40d2c15f1ce", "6139d2fa7e1b086097b277c7149725edbab89cc7c7ae64b23c741be4055aff09" })
            Assert.Contains(said, info.Output, StringComparison.Ordinal);
        Assert.Equal(2, Run("models", "info", "nothing").ExitCode);
    }

    [Fact]
    public void A_wrong_file_is_found_repaired_and_removed()
    {
        PublishOne();
        string directory = Assert.Single(Run("models", "pull", "served").Lines);
        Assert.Contains("[ok]   served", Run("models", "verify").Output, StringComparison.Ordinal);
        File.WriteAllBytes(Path.Combine(directory, "model.onnx"), ModelServer.Make(3 << 20, 2));
        CommandResult wrong = Run("models", "verify", "served");
        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains("[FAIL] served", wrong.Output, StringComparison.Ordinal);
        using (JsonDocument json = JsonDocument.Parse(Run("models", "verify", "--json").Output))
            Assert.Equal("WrongDigest", json.RootElement[0].GetProperty("files")[0].GetProperty("state").GetString());

        CommandResult removed = Run("models", "remove", "served", "never-there");
        Assert.Equal(2, removed.ExitCode);
        Assert.Contains("removed served r1", removed.Output, StringComparison.Ordinal);
        Assert.Contains("never-there", removed.Error, StringComparison.Ordinal);
        Assert.Equal(2, Run("models", "path", "served").ExitCode);
    }

    [Fact]
    public async Task Killed_in_the_middle_a_download_is_resumed_and_was_no_model_before()
    {
        byte[] content = PublishOne();
        _server.StallAt = 2 << 20;
        using (Process process = BuiltCommand.Start(Surroundings, "models", "pull", "served"))
        {
            string part = _folder["store/.partial/served@r1/parts/model.onnx.part"];
            Assert.True(SpinWait.SpinUntil(() => File.Exists(part) && new FileInfo(part).Length == 2 << 20, TimeSpan.FromMinutes(1)));
            process.Kill();
            await process.WaitForExitAsync();
        }

        Assert.Equal(2, Run("models", "path", "served").ExitCode);
        Assert.DoesNotContain("served", Run("models", "list", "--installed").Output, StringComparison.Ordinal);
        CommandResult resumed = Run("models", "pull", "served");
        Assert.Equal((0, string.Empty), (resumed.ExitCode, resumed.Error));
        Assert.Equal(["bytes=2097152-"], _server.Requests.Skip(1).Select(request => request.Range));
        Assert.Equal(content, File.ReadAllBytes(Path.Combine(resumed.Lines[0], "model.onnx")));
    }

    [SkippableFact]
    public async Task An_interrupted_download_ends_with_130_and_keeps_what_came()
    {
        Skip.If(OperatingSystem.IsWindows(), "Signals are sent by kill.");
        PublishOne();
        _server.StallAt = 1 << 20;
        using Process process = BuiltCommand.Start(Surroundings, "models", "pull", "served");
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        string part = _folder["store/.partial/served@r1/parts/model.onnx.part"];
        Assert.True(SpinWait.SpinUntil(() => File.Exists(part) && new FileInfo(part).Length == 1 << 20, TimeSpan.FromMinutes(1)));
        using (Process kill = Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        Assert.Equal(130, BuiltCommand.Finish(process, output, error).ExitCode);
        Assert.Equal(1 << 20, new FileInfo(part).Length);
        Assert.Contains("unfinished", Run("models", "remove", "served").Output, StringComparison.Ordinal);
        Assert.False(File.Exists(part));
    }

    [Fact]
    public async Task Two_processes_pull_once()
    {
        PublishOne();
        Task<CommandResult>[] both = [Follow(BuiltCommand.Start(Surroundings, "models", "pull", "served")), Follow(BuiltCommand.Start(Surroundings, "models", "pull", "served"))];
        CommandResult[] results = await Task.WhenAll(both);
        Assert.All(results, result => Assert.Equal((0, string.Empty, _folder["store/served/r1"] + "\n"), (result.ExitCode, result.Error, result.Output)));
        Assert.Single(_server.Requests);
    }

    [Fact]
    public void A_proxy_of_the_environment_is_used()
    {
        PublishOne();
        string manifest = File.ReadAllText(_folder["own.json"]);
        File.WriteAllText(_folder["own.json"], manifest.Replace(_server.Address.AbsoluteUri, "http://models.invalid/", StringComparison.Ordinal));
        Dictionary<string, string?> surroundings = Surroundings;
        surroundings["http_proxy"] = _server.Address.AbsoluteUri;
        surroundings["no_proxy"] = null;
        Assert.Equal(0, BuiltCommand.Run(null, surroundings, "models", "pull", "served").ExitCode);
        Assert.Single(_server.Requests);
    }

    [Fact]
    public void What_cannot_be_had_ends_with_the_right_code()
    {
        PublishOne();
        _server.Remove("served/model.onnx");
        CommandResult refused = Run("models", "pull", "served");
        Assert.Equal((1, string.Empty), (refused.ExitCode, refused.Output));
        Assert.Contains("404", refused.Error, StringComparison.Ordinal);
        Assert.Equal(1, Run("models", "pull", "served", "--offline").ExitCode);
        Assert.Equal(2, Run("models", "pull", "unknown").ExitCode);
        Assert.Equal(2, Run("models", "pull").ExitCode);
        Assert.Single(_server.Requests);
        Assert.DoesNotContain("hf_secret", refused.Error, StringComparison.Ordinal);

        File.WriteAllText(_folder["own.json"], "{ \"schemaVersion\": 1, \"models\": [{ \"id\": 3 }] }");
        CommandResult wrong = Run("models", "list");
        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains("own.json", wrong.Error, StringComparison.Ordinal);
        Assert.Contains("$.models[0].id", wrong.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_imported_by_name()
    {
        CommandResult imported = Run("models", "import", Repository.Path("models", "tiny-en", "onnx-asr"), "--name", "ours");
        Assert.Equal((0, string.Empty), (imported.ExitCode, imported.Error));
        Assert.Contains(Repository.Path("models", "tiny-en", "onnx-asr"), imported.Output, StringComparison.Ordinal);
        Assert.Equal("hello comma world period", Assert.Single(Run("transcribe", BuiltCommand.Sample("hello.wav"), "--model", "ours").Lines));
        Assert.Contains("its files stay", Run("models", "remove", "ours").Output, StringComparison.Ordinal);
        Assert.Equal(2, Run("models", "import", _folder["nothing"]).ExitCode);
    }

    [Fact]
    public void Pins_are_printed_or_written_into_a_manifest()
    {
        const string Commit = "0123456789abcdef0123456789abcdef01234567";
        string[] names = ["model.int8.onnx", "vocab.txt", "config.json"];
        string siblings = string.Join(", ", names.Select(name => $$"""{ "rfilename": "{{name}}", "size": 10, "lfs": { "sha256": "{{new string('b', 64)}}" } }"""));
        foreach (string revision in new[] { "main", Commit })
            _server.Add("api/models/istupakov/parakeet-ctc-0.6b-onnx/revision/" + revision, Encoding.UTF8.GetBytes($$"""{ "sha": "{{Commit}}", "siblings": [{{siblings}}] }"""));
        CommandResult printed = Run("models", "pin", "parakeet-ctc-0.6b");
        Assert.Equal((0, string.Empty), (printed.ExitCode, printed.Error));
        using (JsonDocument json = JsonDocument.Parse(printed.Output))
            Assert.Equal(Commit, json.RootElement.GetProperty("models")[0].GetProperty("revision").GetString());

        Assert.Equal(0, Run("models", "pin", "parakeet-ctc-0.6b", "--write", _folder["own.json"]).ExitCode);
        Assert.Equal(0, Run("models", "pin", "parakeet-ctc-0.6b", "--write", _folder["own.json"]).ExitCode);
        CommandResult info = Run("models", "info", "parakeet-ctc-0.6b");
        Assert.Contains(Commit, info.Output, StringComparison.Ordinal);
        Assert.Contains("30 B", info.Output, StringComparison.Ordinal);
    }
}
