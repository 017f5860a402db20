using System.Text;
using Swictation.Stt.Onnx.Tests.Support;

namespace Swictation.Stt.Onnx.Tests.Sessions;

public sealed class BadModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public enum Way
    {
        File,
        Map,
        Bytes,
    }

    [Theory]
    [InlineData(Way.File)]
    [InlineData(Way.Map)]
    public void A_missing_file_is_named_in_full(Way way)
    {
        string path = _folder.At("нет такого.onnx");
        var exception = Assert.Throws<ModelNotFoundException>(() => Load(way, path));
        Assert.Equal(path, exception.Path);
        Assert.Contains(path, exception.Message, StringComparison.Ordinal);

        var relative = Assert.Throws<ModelNotFoundException>(() => Load(way, "nowhere.onnx"));
        Assert.Equal(Path.GetFullPath("nowhere.onnx"), relative.Path);
    }

    [Theory]
    [InlineData(Way.File)]
    [InlineData(Way.Map)]
    public void A_folder_is_no_model_file(Way way) => Assert.Throws<ModelNotFoundException>(() => Load(way, _folder.Root));

    [Theory]
    [InlineData(Way.File)]
    [InlineData(Way.Map)]
    [InlineData(Way.Bytes)]
    public void An_empty_file_is_damaged(Way way)
    {
        string path = _folder.Write("empty.onnx", []);
        var exception = Assert.Throws<ModelIntegrityException>(() => Load(way, path));
        Assert.Equal(path, exception.Path);
        Assert.Contains(path, exception.Message, StringComparison.Ordinal);
        Assert.Contains("0 bytes", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Way.File)]
    [InlineData(Way.Map)]
    [InlineData(Way.Bytes)]
    public void A_truncated_model_is_an_invalid_protobuf(Way way)
    {
        byte[] whole = File.ReadAllBytes(TinyEn.DecoderPath);
        AssertRefused(way, whole.AsSpan(0, whole.Length / 2), OrtErrorCode.InvalidProtobuf);
    }

    [Theory]
    [InlineData(Way.File)]
    [InlineData(Way.Map)]
    [InlineData(Way.Bytes)]
    public void A_text_that_is_called_a_model_is_an_invalid_protobuf(Way way) =>
        AssertRefused(way, Encoding.UTF8.GetBytes("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"), OrtErrorCode.InvalidProtobuf);

    [Theory]
    [InlineData(Way.File)]
    [InlineData(Way.Map)]
    [InlineData(Way.Bytes)]
    public void A_graph_that_does_not_hold_together_is_refused(Way way)
    {
        AssertRefused(way, TestModels.DanglingInput, null);
        AssertRefused(way, TestModels.UnknownOperator, null, "Transmogrify");
    }

    [Fact]
    public void Every_truncation_of_a_model_is_refused_or_loads_but_never_more()
    {
        byte[] whole = TestModels.SumAndProduct;
        for (int length = 1; length < whole.Length; length++)
        {
            Exception? exception = Record.Exception(() => InferenceSession.FromBytes(whole.AsSpan(0, length), "cut").Dispose());
            if (exception is not null)
                Assert.Equal("cut", Assert.IsType<OnnxRuntimeException>(exception).ModelPath);
        }
    }

    [Fact]
    public void Missing_arguments_are_refused()
    {
        Assert.Throws<ArgumentNullException>("path", () => InferenceSession.FromFile(null!));
        Assert.Throws<ArgumentException>("path", () => InferenceSession.FromFile(string.Empty));
        Assert.Throws<ArgumentNullException>("path", () => InferenceSession.FromMappedFile(null!));
        Assert.Throws<ArgumentException>("path", () => InferenceSession.FromMappedFile(string.Empty));
        Assert.Throws<ArgumentNullException>("name", () => InferenceSession.FromBytes([1], null!));
    }

    public void Dispose() => _folder.Dispose();

    private static InferenceSession Load(Way way, string path) => way switch
    {
        Way.File => InferenceSession.FromFile(path),
        Way.Map => InferenceSession.FromMappedFile(path),
        _ => InferenceSession.FromBytes(File.ReadAllBytes(path), path),
    };

    private void AssertRefused(Way way, ReadOnlySpan<byte> model, OrtErrorCode? code, string? mentioned = null)
    {
        string path = _folder.Write("damaged 🎙.onnx", model);
        var exception = Assert.Throws<OnnxRuntimeException>(() => Load(way, path));
        Assert.Equal(path, exception.ModelPath);
        Assert.Contains(path, exception.Message, StringComparison.Ordinal);
        Assert.Contains(exception.Code.ToString(), exception.Message, StringComparison.Ordinal);
        Assert.Contains(exception.NativeMessage, exception.Message, StringComparison.Ordinal);
        Assert.NotEmpty(exception.NativeMessage);
        if (code is not null)
            Assert.Equal(code, exception.Code);
        if (mentioned is not null)
            Assert.Contains(mentioned, exception.NativeMessage, StringComparison.Ordinal);
        Assert.NotEqual(OrtErrorCode.Ok, exception.Code);
    }
}
