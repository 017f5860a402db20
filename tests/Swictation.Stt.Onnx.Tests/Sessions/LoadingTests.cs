using System.Runtime.InteropServices;
using Swictation.Stt.Onnx.Tests.Support;

namespace Swictation.Stt.Onnx.Tests.Sessions;

public sealed class LoadingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Models => new()
    {
        "tiny-en/onnx-asr/decoder_joint-model.onnx",
        "tiny-en/sherpa/decoder.onnx",
        "tiny-en/sherpa/joiner.onnx",
    };

    public static TheoryData<string> FolderNames
    {
        get
        {
            var names = new TheoryData<string> { "with spaces  in it", "it's 'quoted'", "Модели для речи", "🎙️ модель", "日本語", "a%20b#c&d;e" };
            if (!OperatingSystem.IsWindows())
            {
                names.Add("double \"quotes\"");
                names.Add("back\\slash");
            }

            return names;
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void File_map_and_bytes_give_the_same_session(string model)
    {
        string path = Repository.Path(["models", .. model.Split('/')]);
        using InferenceSession file = InferenceSession.FromFile(path);
        using InferenceSession mapped = InferenceSession.FromMappedFile(path);
        using InferenceSession bytes = InferenceSession.FromBytes(File.ReadAllBytes(path), "from bytes");
        float[] expected = TinyEn.Decode(file);
        Assert.NotEmpty(expected);
        Assert.Contains(expected, value => value != 0);
        Assert.Equal(expected, TinyEn.Decode(mapped));
        Assert.Equal(expected, TinyEn.Decode(bytes));
        Assert.Equal((path, path, "from bytes"), (file.ModelPath, mapped.ModelPath, bytes.ModelPath));
        Assert.Equal(file.Inputs.Select(i => i.ToString()), bytes.Inputs.Select(i => i.ToString()));
        Assert.Equal(file.Outputs.Select(i => i.ToString()), mapped.Outputs.Select(i => i.ToString()));
    }

    [Fact]
    public void The_bytes_may_change_once_the_model_is_loaded()
    {
        byte[] bytes = File.ReadAllBytes(TinyEn.DecoderPath);
        using InferenceSession expected = InferenceSession.FromFile(TinyEn.DecoderPath);
        using InferenceSession session = InferenceSession.FromBytes(bytes, "model");
        Array.Clear(bytes);
        Assert.Equal(TinyEn.Decode(expected), TinyEn.Decode(session));
    }

    [Theory]
    [MemberData(nameof(FolderNames))]
    public void Models_with_external_data_load_from_any_folder_in_every_way(string folder)
    {
        string path = WriteExternal(folder, "модель 🎤.onnx", "веса 💾.bin");
        using (InferenceSession file = InferenceSession.FromFile(path))
            AssertAdds(file);
        using (InferenceSession mapped = InferenceSession.FromMappedFile(path))
            AssertAdds(mapped);
        using (InferenceSession bytes = InferenceSession.FromBytes(File.ReadAllBytes(path), "bytes", Path.GetDirectoryName(path)))
            AssertAdds(bytes);
    }

    [Fact]
    public void External_data_is_found_beside_a_model_with_a_relative_path()
    {
        string path = Path.GetRelativePath(System.Environment.CurrentDirectory, WriteExternal("relative", "model.onnx", "weights.bin"));
        using InferenceSession file = InferenceSession.FromFile(path);
        using InferenceSession mapped = InferenceSession.FromMappedFile(path);
        using InferenceSession bytes = InferenceSession.FromBytes(File.ReadAllBytes(path), "bytes", Path.GetDirectoryName(path));
        AssertAdds(file);
        AssertAdds(mapped);
        AssertAdds(bytes);
        Assert.Equal(Path.GetFullPath(path), mapped.ModelPath);
    }

    [Fact]
    public void External_data_may_lie_in_a_folder_below()
    {
        string path = WriteExternal("deep", "model.onnx", "data/weights.bin");
        using InferenceSession mapped = InferenceSession.FromMappedFile(path);
        using InferenceSession file = InferenceSession.FromFile(path);
        AssertAdds(mapped);
        AssertAdds(file);
    }

    [Fact]
    public void External_data_that_is_missing_is_named()
    {
        string path = WriteExternal("lacking", "model.onnx", "weights.bin");
        File.Delete(_folder.At("lacking", "weights.bin"));
        foreach (var load in new Func<string, SessionOptions?, InferenceSession>[] { InferenceSession.FromFile, InferenceSession.FromMappedFile })
        {
            var exception = Assert.Throws<OnnxRuntimeException>(() => load(path, null));
            Assert.Equal(path, exception.ModelPath);
            Assert.Contains(path, exception.Message, StringComparison.Ordinal);
            Assert.Contains("weights.bin", exception.NativeMessage, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void External_data_that_is_too_short_is_refused()
    {
        string path = WriteExternal("short", "model.onnx", "weights.bin");
        File.WriteAllBytes(_folder.At("short", "weights.bin"), new byte[9]);
        Assert.Throws<OnnxRuntimeException>(() => InferenceSession.FromFile(path));
        Assert.Throws<OnnxRuntimeException>(() => InferenceSession.FromMappedFile(path));
    }

    [Fact]
    public void A_loaded_model_does_not_hold_its_file()
    {
        string path = _folder.Write("model.onnx", TestModels.SumAndProduct);
        using InferenceSession file = InferenceSession.FromFile(path);
        using InferenceSession mapped = InferenceSession.FromMappedFile(path);
        File.Delete(path);
        Assert.False(File.Exists(path));
        foreach (InferenceSession session in new[] { file, mapped })
        {
            using OrtValue row = OrtValue.FromMemory<float>(new float[] { 1, 2, 3 }, 1, 3);
            var outputs = new OrtValue?[2];
            session.Run([row, row], outputs);
            Assert.Equal([2, 4, 6], outputs[0]!.Span<float>().ToArray());
            outputs[0]!.Dispose();
            outputs[1]!.Dispose();
        }
    }

    [Fact]
    public void A_file_that_others_read_and_may_not_be_written_loads()
    {
        string path = _folder.Write("model.onnx", TestModels.SumAndProduct);
        File.SetAttributes(path, FileAttributes.ReadOnly);
        using (FileStream reader = new(path, FileMode.Open, FileAccess.Read, FileShare.Read))
        using (InferenceSession file = InferenceSession.FromFile(path))
        using (InferenceSession mapped = InferenceSession.FromMappedFile(path))
            Assert.Equal("arithmetic", mapped.Metadata.GraphName);
        File.SetAttributes(path, FileAttributes.Normal);
    }

    [SkippableTheory]
    [InlineData("silero/silero_vad.onnx")]
    [InlineData("nemo-random/tdt/onnx-asr/decoder_joint-model.onnx")]
    [InlineData("nemo-random/rnnt/sherpa/joiner.onnx")]
    public void Models_of_others_load_in_every_way(string model)
    {
        string path = SharedFiles.Path(["models", .. model.Split('/')]);
        using InferenceSession file = InferenceSession.FromFile(path);
        using InferenceSession mapped = InferenceSession.FromMappedFile(path);
        Assert.NotEmpty(file.Inputs);
        Assert.Equal(file.Inputs.Select(i => i.ToString()), mapped.Inputs.Select(i => i.ToString()));
        Assert.Equal(file.Outputs.Select(i => i.ToString()), mapped.Outputs.Select(i => i.ToString()));
        Assert.Equal(file.Metadata.Custom, mapped.Metadata.Custom);
    }

    public void Dispose() => _folder.Dispose();

    private static void AssertAdds(InferenceSession session)
    {
        using OrtValue x = OrtValue.FromMemory<float>(new float[] { 1, 2, 3, 4 }, 4);
        var outputs = new OrtValue?[1];
        session.Run([x], outputs);
        Assert.Equal([101, 202, 303, 404], outputs[0]!.Span<float>().ToArray());
        outputs[0]!.Dispose();
    }

    /// <summary>Writes a model whose weights 100, 200, 300 and 400 lie in another file, after some that are not its own.</summary>
    private string WriteExternal(string folder, string model, string weights)
    {
        float[] content = [.. Enumerable.Repeat(-1f, 1024), 100, 200, 300, 400];
        _folder.Write(Path.Combine(folder, Path.Combine(weights.Split('/'))), MemoryMarshal.AsBytes<float>(content));
        return _folder.Write(Path.Combine(folder, model), TestModels.WithExternalData(weights, 1024 * sizeof(float), 4));
    }
}
