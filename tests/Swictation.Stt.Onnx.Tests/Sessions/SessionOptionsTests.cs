using Swictation.Stt.Onnx.Tests.Support;

namespace Swictation.Stt.Onnx.Tests.Sessions;

public sealed class SessionOptionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, SessionOptions> Valid => new()
    {
        { "defaults", new SessionOptions() },
        { "one thread", new SessionOptions { IntraOpThreads = 1 } },
        { "three threads", new SessionOptions { IntraOpThreads = 3 } },
        { "parallel", new SessionOptions { ParallelExecution = true, InterOpThreads = 2 } },
        { "parallel, automatic", new SessionOptions { ParallelExecution = true, InterOpThreads = 0 } },
        { "no optimisation", new SessionOptions { OptimizationLevel = GraphOptimizationLevel.None } },
        { "basic", new SessionOptions { OptimizationLevel = GraphOptimizationLevel.Basic } },
        { "extended", new SessionOptions { OptimizationLevel = GraphOptimizationLevel.Extended } },
        { "no arena", new SessionOptions { MemoryArena = false } },
        { "no pattern", new SessionOptions { MemoryPattern = false } },
        { "neither", new SessionOptions { MemoryArena = false, MemoryPattern = false } },
        { "no spinning", new SessionOptions { Spinning = false, IntraOpThreads = 2 } },
        { "log", new SessionOptions { LogSeverity = OrtLogSeverity.Error, LogId = "сессия 🎙" } },
        { "config", new SessionOptions { ConfigEntries = new Dictionary<string, string> { ["session.disable_prepacking"] = "1", ["ключ"] = "значение" } } },
        { "processor", new SessionOptions { Providers = [ExecutionProvider.Cpu] } },
    };

    public static TheoryData<string, SessionOptions> OutOfRange => new()
    {
        { nameof(SessionOptions.IntraOpThreads), new SessionOptions { IntraOpThreads = -1 } },
        { nameof(SessionOptions.IntraOpThreads), new SessionOptions { IntraOpThreads = 1025 } },
        { nameof(SessionOptions.InterOpThreads), new SessionOptions { InterOpThreads = -1 } },
        { nameof(SessionOptions.InterOpThreads), new SessionOptions { InterOpThreads = 1025 } },
        { nameof(SessionOptions.OptimizationLevel), new SessionOptions { OptimizationLevel = (GraphOptimizationLevel)50 } },
        { nameof(SessionOptions.LogSeverity), new SessionOptions { LogSeverity = (OrtLogSeverity)5 } },
        { nameof(SessionOptions.FreeDimensions), new SessionOptions { FreeDimensions = new Dictionary<string, long> { ["rows"] = -1 } } },
        { nameof(SessionOptions.Providers), new SessionOptions { Providers = [(ExecutionProvider)99] } },
    };

    public static TheoryData<SessionOptions> Missing => new()
    {
        new SessionOptions { ConfigEntries = null! },
        new SessionOptions { FreeDimensions = null! },
        new SessionOptions { Providers = null! },
        new SessionOptions { Providers = [null!] },
        new SessionOptions { Providers = [new ExecutionProviderOptions(ExecutionProvider.Cuda) { Options = null! }] },
        new SessionOptions { OptimizedModelPath = string.Empty },
    };

    [Theory]
    [MemberData(nameof(Valid), DisableDiscoveryEnumeration = true)]
    public void Options_change_how_not_what(string name, SessionOptions options)
    {
        Assert.NotNull(name);
        using var arithmetic = new Arithmetic(options);
        var outputs = new OrtValue?[2];
        for (int i = 0; i < 3; i++)
            arithmetic.Session.Run(arithmetic.Inputs, outputs);
        Assert.Equal(Arithmetic.Sum, outputs[0]!.Span<float>().ToArray());
        Assert.Equal(Arithmetic.Product, outputs[1]!.Span<float>().ToArray());
        outputs[0]!.Dispose();
        outputs[1]!.Dispose();
    }

    [Theory]
    [MemberData(nameof(OutOfRange), DisableDiscoveryEnumeration = true)]
    public void Values_out_of_range_are_refused_before_anything_is_loaded(string name, SessionOptions options)
    {
        Assert.Throws<ArgumentOutOfRangeException>(name, options.Validate);
        Assert.Throws<ArgumentOutOfRangeException>(name, () => InferenceSession.FromBytes([1, 2, 3], "not even a model", null, options));
    }

    [Theory]
    [MemberData(nameof(Missing), DisableDiscoveryEnumeration = true)]
    public void Missing_values_are_refused(SessionOptions options) => Assert.ThrowsAny<ArgumentException>(options.Validate);

    [Fact]
    public void The_ends_of_the_ranges_are_valid()
    {
        new SessionOptions().Validate();
        new SessionOptions { IntraOpThreads = 1024, InterOpThreads = 1024 }.Validate();
        new SessionOptions { IntraOpThreads = 0, InterOpThreads = 0 }.Validate();
        new SessionOptions { FreeDimensions = new Dictionary<string, long> { ["rows"] = 0 } }.Validate();
    }

    [Fact]
    public void The_defaults_are_as_documented()
    {
        var options = new SessionOptions();
        Assert.Equal((0, 1, false), (options.IntraOpThreads, options.InterOpThreads, options.ParallelExecution));
        Assert.Equal((true, true, true), (options.MemoryArena, options.MemoryPattern, options.Spinning));
        Assert.Equal(GraphOptimizationLevel.All, options.OptimizationLevel);
        Assert.Empty(options.Providers);
        Assert.Empty(options.ConfigEntries);
        Assert.Empty(options.FreeDimensions);
        Assert.Null(options.OptimizedModelPath);
        Assert.Null(options.LogSeverity);
        Assert.Null(options.LogId);
    }

    [Fact]
    public void Config_entries_reach_the_runtime()
    {
        // An entry that says that the model is of another format, which these bytes are not.
        var options = new SessionOptions { ConfigEntries = new Dictionary<string, string> { ["session.load_model_format"] = "ORT" } };
        Assert.Throws<OnnxRuntimeException>(() => InferenceSession.FromBytes(TestModels.SumAndProduct, "model", null, options));
        options = new SessionOptions { ConfigEntries = new Dictionary<string, string> { ["session.load_model_format"] = "ONNX" } };
        using InferenceSession session = InferenceSession.FromBytes(TestModels.SumAndProduct, "model", null, options);
        Assert.Equal(2, session.Outputs.Count);
    }

    [Fact]
    public void Config_entries_outweigh_the_options_beside_them()
    {
        string path = _folder.Write("model.onnx", TestModels.WithExternalData("weights.bin", 0, 1));
        _folder.Write(Path.Combine("elsewhere", "weights.bin"), BitConverter.GetBytes(5f));
        var options = new SessionOptions
        {
            ConfigEntries = new Dictionary<string, string> { ["session.model_external_initializers_file_folder_path"] = _folder.At("elsewhere") },
        };
        using InferenceSession session = InferenceSession.FromMappedFile(path, options);
        using OrtValue x = OrtValue.FromMemory<float>(new[] { 2f }, 1);
        var outputs = new OrtValue?[1];
        session.Run([x], outputs);
        Assert.Equal([7f], outputs[0]!.Span<float>().ToArray());
        outputs[0]!.Dispose();
    }

    [Fact]
    public void Free_dimensions_are_fixed_by_name()
    {
        var options = new SessionOptions { FreeDimensions = new Dictionary<string, long> { ["rows"] = 2 } };
        using var arithmetic = new Arithmetic(options);
        Assert.Equal([2, 3], arithmetic.Session.Inputs[0].Dimensions);
        Assert.Equal("b: Float[2, 3]", arithmetic.Session.Inputs[1].ToString());
        var outputs = new OrtValue?[2];
        arithmetic.Session.Run(arithmetic.Inputs, outputs);
        Assert.Equal(Arithmetic.Sum, outputs[0]!.Span<float>().ToArray());
        outputs[0]!.Dispose();
        outputs[1]!.Dispose();

        using OrtValue row = OrtValue.Create<float>(1, 3);
        var exception = Assert.Throws<OnnxRuntimeException>(() => arithmetic.Session.Run([row, row], new OrtValue?[2]));
        Assert.Equal(OrtErrorCode.InvalidArgument, exception.Code);
    }

    [Theory]
    [InlineData(GraphOptimizationLevel.None)]
    [InlineData(GraphOptimizationLevel.Basic)]
    [InlineData(GraphOptimizationLevel.Extended)]
    public void The_rewritten_model_is_saved_and_gives_the_same(GraphOptimizationLevel level)
    {
        string path = _folder.At("переписано 🎙 'x'.onnx");
        using InferenceSession original = InferenceSession.FromFile(TinyEn.DecoderPath, new SessionOptions { OptimizationLevel = level });
        using (InferenceSession.FromFile(TinyEn.DecoderPath, new SessionOptions { OptimizationLevel = level, OptimizedModelPath = path }))
            Assert.True(File.Exists(path));
        using InferenceSession saved = InferenceSession.FromFile(path, new SessionOptions { OptimizationLevel = GraphOptimizationLevel.None });
        float[] expected = TinyEn.Decode(original), actual = TinyEn.Decode(saved);
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-5f);
    }

    [Fact]
    public void Optimisation_levels_reach_the_runtime()
    {
        string plain = _folder.At("plain.onnx"), rewritten = _folder.At("rewritten.onnx");
        Save(GraphOptimizationLevel.None, plain);
        Save(GraphOptimizationLevel.Extended, rewritten);
        Assert.NotEqual(File.ReadAllBytes(plain), File.ReadAllBytes(rewritten));

        static void Save(GraphOptimizationLevel level, string path) => InferenceSession
            .FromFile(TinyEn.EncoderPath, new SessionOptions { OptimizationLevel = level, OptimizedModelPath = path }).Dispose();
    }

    [Fact]
    public void A_place_where_the_rewritten_model_cannot_be_saved_is_an_error()
    {
        string path = _folder.At("no such folder", "model.onnx");
        Assert.Throws<OnnxRuntimeException>(() => new Arithmetic(new SessionOptions { OptimizationLevel = GraphOptimizationLevel.Basic, OptimizedModelPath = path }));
    }

    [Fact]
    public void One_instance_serves_many_sessions_at_once()
    {
        var options = new SessionOptions { IntraOpThreads = 1, LogId = "shared" };
        Parallel.For(0, 16, _ =>
        {
            using var arithmetic = new Arithmetic(options);
            var outputs = new OrtValue?[2];
            arithmetic.Session.Run(arithmetic.Inputs, outputs);
            Assert.Equal(Arithmetic.Sum, outputs[0]!.Span<float>().ToArray());
            outputs[0]!.Dispose();
            outputs[1]!.Dispose();
        });
    }

    public void Dispose() => _folder.Dispose();
}
