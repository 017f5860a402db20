using System.Text.Json;
using Swictation.Stt.Quantization;

namespace Swictation.Host.Tests;

public sealed class QuantizeTests : IDisposable
{
    private static readonly string Model = Repository.Path("models", "tiny-en", "sherpa");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_model_that_was_named_goes_into_the_store_and_is_found_there_by_its_new_name()
    {
        var environment = new Dictionary<string, string?> { ["SWICTATION_MODELS"] = _folder["store"] };
        CommandResult result = BuiltCommand.Run(null, environment, "models", "quantize", "tiny-en", "--to", "int8", "--no-compare");
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        Assert.True(Directory.Exists(Path.Combine(_folder["store"], "tiny-en-int8")));
        result = BuiltCommand.Run(null, environment, "transcribe", BuiltCommand.Sample("door.wav"), "--model", "tiny-en-int8", "--no-graph-cache");
        Assert.Equal("please open the door\n", result.Output);
    }

    [Fact]
    public void A_model_is_quantised_compared_with_the_original_and_transcribes()
    {
        CommandResult result = BuiltCommand.Run(
            "models", "quantize", Model, "--from", "fp32", "--to", "int8", "--output", _folder["small"], "--audio", BuiltCommand.Sample("fox.wav"), BuiltCommand.Sample("door.wav"), "--rounds", "1", "--threads", "1",
            "--exclude", "joiner.onnx", "regex:^/lstm/", "--json");
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        using JsonDocument json = JsonDocument.Parse(result.Output);
        JsonElement root = json.RootElement;
        Assert.Equal("swictation-quantization/1", root.GetProperty("schema").GetString());
        Assert.Equal(_folder["small"], root.GetProperty("output").GetString());
        Assert.True(root.GetProperty("bytes").GetInt64() < 0.63 * root.GetProperty("sourceBytes").GetInt64());
        JsonElement[] graphs = [.. root.GetProperty("graphs").EnumerateArray()];
        Assert.Equal(["decoder.int8.onnx", "encoder.int8.onnx", "joiner.int8.onnx"], graphs.Select(static graph => graph.GetProperty("name").GetString()));
        JsonElement[] joiner = [.. graphs[2].GetProperty("layers").EnumerateArray()];
        Assert.Equal(3, joiner.Length);
        Assert.All(joiner, static layer => Assert.Equal("excluded by joiner.onnx", layer.GetProperty("keptBecause").GetString()));
        Assert.Equal(JsonValueKind.Null, joiner[0].GetProperty("signalToNoiseDecibels").ValueKind);
        Assert.Equal("excluded by regex:^/lstm/", graphs[0].GetProperty("layers").EnumerateArray().Single(static layer => layer.GetProperty("operator").GetString() == "LSTM").GetProperty("keptBecause").GetString());
        Assert.Equal(49, graphs[1].GetProperty("layers").EnumerateArray().Count(static layer => layer.GetProperty("signalToNoiseDecibels") is { ValueKind: JsonValueKind.Number } ratio && ratio.GetDouble() > 30));
        JsonElement comparison = root.GetProperty("comparison");
        Assert.Equal(("sherpa-onnx", 0L, 13L), (comparison.GetProperty("layout").GetString(), comparison.GetProperty("differentWords").GetInt64(), comparison.GetProperty("words").GetInt64()));
        Assert.True(comparison.GetProperty("timeRatio").GetDouble() > 0);
        Assert.Equal("please open the door", comparison.GetProperty("recordings")[1].GetProperty("quantized").GetString());

        Assert.Equal("please open the door\n", BuiltCommand.Run("transcribe", BuiltCommand.Sample("door.wav"), "--model", _folder["small"]).Output);
    }

    [Fact]
    public void The_text_says_what_was_won_what_was_lost_and_what_was_kept()
    {
        CommandResult result = BuiltCommand.Run("models", "quantize", Model, "--to", "int4", "--output", _folder["small"], "--rounds", "1");
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        Assert.Matches(@"(?m)^encoder_q4\.onnx +5\.43 MB +2\.24 MB +0\.41 +49/60 +19\.\d dB$", result.Output);
        Assert.Matches(@"(?m)^speed  sherpa-onnx, 1 recording of 2\.4 s, 1 rounds in turn: original \d+ ms", result.Output);
        Assert.Contains("text   100.00 % of words agree, 0 of 4 differ", result.Lines);
        Assert.Matches(@"(?m)^ +19\.\d dB +131\.1 kB → +41\.0 kB  MatMul /e/b\.2/f2/f2\.4/MatMul ", result.Output);
        Assert.Contains("1 × Gather: embeddings are only quantised when asked for", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_graph_alone_goes_into_a_folder_and_is_not_compared()
    {
        Directory.CreateDirectory(_folder["graphs"]);
        CommandResult result = BuiltCommand.Run("models", "quantize", Path.Combine(Model, "joiner.onnx"), "--to", "int8", "--output", _folder["graphs"], "--layers");
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        Assert.True(File.Exists(Path.Combine(_folder["graphs"], "joiner.int8.onnx")));
        Assert.Equal(3, result.Lines.Count(static line => line.Contains("  MatMul ", StringComparison.Ordinal)));
        Assert.DoesNotContain("speed", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_cannot_be_compared_is_quantised_and_ends_with_1()
    {
        Directory.CreateDirectory(_folder["part"]);
        File.Copy(Path.Combine(Model, "joiner.onnx"), Path.Combine(_folder["part"], "joiner.onnx"));
        CommandResult result = BuiltCommand.Run("models", "quantize", _folder["part"], "--to", "int8");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("was written, but the two could not be compared", result.Error, StringComparison.Ordinal);
        Assert.Contains("joiner.int8.onnx", result.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_folder["part-int8"], "joiner.int8.onnx")));
        Assert.Equal((0, string.Empty), Brief(BuiltCommand.Run("models", "quantize", _folder["part"], "--to", "int4", "--no-compare")));
    }

    public static TheoryData<string, string> BadArguments() => new()
    {
        { "models quantize", "MODEL" },
        { "models quantize {1}", "--to" },
        { "models quantize {1} --to int3", "int3" },
        { "models quantize {1} --to int8 --from fp16", "fp16 is not supported" },
        { "models quantize {1} --to int4 --block-size 48", "16, 32, 64, 128" },
        { "models quantize {1} --to int4 --accuracy-level 5", "--accuracy-level" },
        { "models quantize {1} --to int8 --rounds 0", "--rounds" },
        { "models quantize {1} --to int8 --weight-type int4", "int4" },
        { "models quantize {1} --to int8 --exclude joinr* --output {0}/out", "joiner.onnx" },
        { "models quantize {1} --to int8 --exclude regex:( --output {0}/out", "no regular expression" },
        { "models quantize {1} --to int8 --output {0}", "exists already" },
        { "models quantize {1} --to int8 --output {0}/out --audio {0}/none.wav", "none.wav" },
        { "models quantize {0}/wrong --to int8 --no-compare", "is not an ONNX model" },
        { "models quantize {0}/none --to int8", "none" },
    };

    [Theory]
    [MemberData(nameof(BadArguments))]
    public void What_cannot_be_done_ends_with_2_and_writes_nothing(string line, string expected)
    {
        Directory.CreateDirectory(_folder["wrong"]);
        File.WriteAllText(Path.Combine(_folder["wrong"], "model.onnx"), "version https://git-lfs.github.com/spec/v1");
        CommandResult result = BuiltCommand.Run([.. line.Split(' ').Select(part => part.Replace("{0}", _folder.Root, StringComparison.Ordinal).Replace("{1}", Model, StringComparison.Ordinal))]);
        Assert.Equal((2, string.Empty), (result.ExitCode, result.Output));
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.Equal([_folder["wrong"]], Directory.GetFileSystemEntries(_folder.Root));
    }

    [SkippableFact]
    public void A_disk_without_room_or_that_cannot_be_written_is_told_before_any_work()
    {
        using var small = new SmallDisk("size=2m");
        CommandResult result = BuiltCommand.Run("models", "quantize", Model, "--to", "int8", "--no-compare", "--output", Path.Combine(small.Root, "out"));
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("Make room", result.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(small.Root));

        using var readOnly = new SmallDisk("ro");
        result = BuiltCommand.Run("models", "quantize", Model, "--to", "int8", "--no-compare", "--output", Path.Combine(readOnly.Root, "out"));
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("cannot be written", result.Error, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_disk_that_becomes_full_leaves_nothing_behind()
    {
        using var disk = new SmallDisk("size=5m");
        string filler = Path.Combine(disk.Root, "filler");
        QuantizationException exception = Assert.Throws<QuantizationException>(
            () => new ModelQuantizer().Quantize(Model, Path.Combine(disk.Root, "out"), new Filler(filler)));
        Assert.Contains("the original is untouched", exception.Message, StringComparison.Ordinal);
        Assert.Equal([filler], Directory.GetFileSystemEntries(disk.Root));
    }

    [Fact]
    public void Help_has_examples()
    {
        CommandResult result = BuiltCommand.Run("models", "quantize", "--help");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("swictation models quantize parakeet-tdt-0.6b-v3 --to int8", result.Output, StringComparison.Ordinal);
    }

    private static (int ExitCode, string Error) Brief(CommandResult result) => (result.ExitCode, result.Error);

    /// <summary>Fills the disk once the first of the model was written.</summary>
    private sealed class Filler(string path) : IProgress<QuantizationProgress>
    {
        public void Report(QuantizationProgress value)
        {
            if (File.Exists(path))
                return;
            using FileStream stream = File.Create(path, bufferSize: 1);
            try
            {
                while (true)
                    stream.Write(new byte[4096]);
            }
            catch (IOException)
            {
                // It is full.
            }
        }
    }
}
