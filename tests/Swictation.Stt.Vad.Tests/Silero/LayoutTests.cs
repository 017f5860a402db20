using Swictation.Stt.Onnx;

namespace Swictation.Stt.Vad.Tests;

/// <summary>Which models are recognised, and what is said of those that are not.</summary>
public sealed class LayoutTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(16000, 512)]
    [InlineData(8000, 256)]
    public void V4_hears_each_window_alone_and_carries_both_states(int sampleRate, int window)
    {
        using SileroVad vad = Load(TestGraphs.V4);
        Assert.Equal(SileroVersion.V4, vad.Info.Version);
        Assert.Equal([new SileroVadRate(16000, 512, 0), new SileroVadRate(8000, 256, 0)], vad.Info.Rates);
        AssertExpected(vad, sampleRate, TestGraphs.Expected(Noise(20 * window), window, hasCell: true, sampleRate / 16000f));
    }

    [Fact]
    public void Sherpas_export_of_v4_takes_16_kHz()
    {
        using SileroVad vad = Load(TestGraphs.V4Sherpa);
        Assert.Equal((SileroVersion.V4, 1), (vad.Info.Version, vad.Info.Rates.Count));
        AssertExpected(vad, 16000, TestGraphs.Expected(Noise(20 * 512), 512, hasCell: true, 0));
    }

    [Fact]
    public void A_batch_of_v4_streams_is_the_streams_one_by_one()
    {
        using SileroVad vad = Load(TestGraphs.V4);
        BatchTests.AssertEqualsOneByOne(vad, 16000, [.. Enumerable.Range(1, 5).Select(seed => Noise(9 * 512, seed))]);
    }

    [Fact]
    public void A_graph_of_one_stream_is_run_stream_by_stream()
    {
        using SileroVad vad = Load(TestGraphs.V5Fixed);
        Assert.Equal((SileroVersion.V5, false), (vad.Info.Version, vad.Info.IsBatched));
        Assert.Equal([new SileroVadRate(16000, 512, 64)], vad.Info.Rates);
        BatchTests.AssertEqualsOneByOne(vad, 16000, [.. Enumerable.Range(1, 3).Select(seed => Noise(9 * 512, seed))]);
    }

    [Fact]
    public void V5_hears_the_end_of_the_window_before()
    {
        using SileroVad vad = Load(TestGraphs.V5Fixed);
        using SileroVadStream stream = vad.OpenStream();
        float[] loud = [.. Enumerable.Repeat(1f, 512)];
        Assert.Equal(Sigmoid(512 / 576.0), stream.Process(loud), 1e-5);
        double state = 512 / 576.0;
        Assert.Equal(Sigmoid((64 / 576.0) + state), stream.Process(new float[512]), 1e-5);
    }

    [SkippableTheory]
    [InlineData("silero_vad", 2)]
    [InlineData("silero_vad_op18_ifless", 2)]
    [InlineData("silero_vad_16k_op15", 1)]
    [InlineData("silero_vad_half", 1)]
    public void Silero_s_own_exports_are_known_by_their_inputs(string name, int rates)
    {
        SileroVad vad = Models.Silero(name);
        Assert.Equal((SileroVersion.V5, rates, name, false, true), (vad.Info.Version, vad.Info.Rates.Count, vad.Info.Name, vad.Info.IsEmbedded, vad.Info.IsBatched));
        Assert.Equal(0.5f, vad.Info.RecommendedThreshold);
        Assert.Equal(Path.GetFullPath(SharedFiles.Path("models", "silero", name + ".onnx")), vad.Info.Path);
    }

    [Fact]
    public void The_embedded_model_takes_16_kHz_and_says_what_to_do_at_8()
    {
        SileroVadInfo info = Models.Tiny.Info;
        Assert.Equal(("tiny-vad", true, null, SileroVersion.V5), (info.Name, info.IsEmbedded, info.Path, info.Version));
        Assert.Equal(0.3f, info.RecommendedThreshold);
        using SileroVad copy = SileroVad.Load(Repository.Path("models", "tiny-vad"));
        Assert.Equal((info.RecommendedThreshold, false), (copy.Info.RecommendedThreshold, copy.Info.IsEmbedded));
        var exception = Assert.Throws<ArgumentException>(static () => Models.Tiny.OpenStream(8000));
        Assert.Contains("16000 Hz", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Resample", exception.Message, StringComparison.Ordinal);
        Assert.Contains("silero_vad.onnx", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(static () => Models.Tiny.OpenStream(44100));
    }

    [Fact]
    public void The_embedded_model_is_the_one_in_the_repository()
    {
        using Stream resource = typeof(SileroVad).Assembly.GetManifestResourceStream("tiny_vad.onnx")!;
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        Assert.Equal(File.ReadAllBytes(Repository.Path("models", "tiny-vad", "tiny_vad.onnx")), bytes);
        Assert.Single(typeof(SileroVad).Assembly.GetManifestResourceNames());
    }

    [Fact]
    public void A_directory_means_its_only_model_or_the_one_of_the_plain_name()
    {
        string only = _folder.Write("one/anything.onnx", TestGraphs.V4);
        _folder.Write("several/a.onnx", TestGraphs.V5Fixed);
        string plain = _folder.Write("several/silero_vad.onnx", TestGraphs.V4);
        _folder.Write("unclear/a.onnx", TestGraphs.V4);
        _folder.Write("unclear/b.onnx", TestGraphs.V4);
        Directory.CreateDirectory(_folder.At("empty"));

        Assert.Equal(only, PathOf("one"));
        Assert.Equal(plain, PathOf("several"));
        Assert.Contains("a.onnx, b.onnx", Assert.Throws<ModelNotFoundException>(() => PathOf("unclear")).Message, StringComparison.Ordinal);
        Assert.Contains("no .onnx file", Assert.Throws<ModelNotFoundException>(() => PathOf("empty")).Message, StringComparison.Ordinal);
        Assert.Equal(_folder.At("nowhere"), Assert.Throws<ModelNotFoundException>(() => PathOf("nowhere")).Path);
        Assert.Throws<ArgumentException>(static () => SileroVad.Load(string.Empty));

        string? PathOf(string name)
        {
            using SileroVad vad = SileroVad.Load(_folder.At(name));
            return vad.Info.Path;
        }
    }

    [Fact]
    public void Damaged_files_are_called_damaged()
    {
        Assert.Throws<ModelIntegrityException>(() => SileroVad.Load(_folder.Write("empty.onnx", [])));
        Assert.Throws<ModelIntegrityException>(() => SileroVad.Load(_folder.Write("text.onnx", "not a model"u8)));
        Assert.Throws<ModelIntegrityException>(() => SileroVad.Load(_folder.Write("short.onnx", TestGraphs.V4.AsSpan(0, 400))));
    }

    [Fact]
    public void Models_of_another_kind_are_refused_with_what_they_take()
    {
        Refused("h0", TestGraphs.Recurrent("input", ["h0", "c0"], "output", ["hn", "cn"], "n", "B", 64, takesRate: false)); // v3
        Refused("[2, B, 64]", TestGraphs.Recurrent("input", ["h", "c"], "output", ["hn", "cn"], 576, "B", 128, takesRate: false, layers: 1)); // faster-whisper's
        Refused("[2, B, 128]", TestGraphs.Recurrent("input", ["state"], "output", ["stateN"], "n", "B", 64, takesRate: true));
        Refused("Float16", TestGraphs.Recurrent("input", ["state"], "output", ["stateN"], "n", "B", 128, takesRate: true, audioType: TensorElementType.Float16));
        Refused("does not give stateN", TestGraphs.Recurrent("input", ["state"], "output", ["next"], "n", "B", 128, takesRate: true));
        Refused("576 samples", TestGraphs.Recurrent("input", ["state"], "output", ["stateN"], 512, "B", 128, takesRate: true));
        Refused("also takes c", TestGraphs.Recurrent("input", ["state", "c"], "output", ["stateN", "cn"], "n", "B", 128, takesRate: true));

        void Refused(string because, byte[] model)
        {
            string path = _folder.Write("other.onnx", model);
            var exception = Assert.Throws<ModelLayoutException>(() => SileroVad.Load(path));
            Assert.Equal(path, exception.Path);
            Assert.Contains(because, exception.Message, StringComparison.Ordinal);
            Assert.Contains("get silero_vad.onnx", exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_model_that_gives_no_probabilities_is_refused()
    {
        string path = _folder.Write("odd.onnx", TestGraphs.Recurrent("input", ["state"], "output", ["stateN"], "n", "B", 128, takesRate: true, offset: 7));
        Assert.Contains("where a probability was expected", Assert.Throws<ModelIntegrityException>(() => SileroVad.Load(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_are_checked_and_the_name_is_taken()
    {
        Assert.Throws<ArgumentOutOfRangeException>(static () => SileroVad.Load(options: new SileroVadOptions { Threads = -1 }));
        using SileroVad vad = SileroVad.Load(options: new SileroVadOptions { Name = "ears", Threads = 2 });
        Assert.Equal(("ears", true), (vad.Info.Name, vad.Info.IsEmbedded));
    }

    private static float[] Noise(int count, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() * 2) - 1))];
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static void AssertExpected(SileroVad vad, int sampleRate, float[] expected)
    {
        float[] actual = vad.GetProbabilities(Noise(expected.Length * sampleRate / 1000 * 32), sampleRate);
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-5f);
    }

    private SileroVad Load(byte[] model) => SileroVad.Load(_folder.Write(Guid.NewGuid() + ".onnx", model));
}
