using Swictation.Stt.Onnx.Tests.Support;

namespace Swictation.Stt.Onnx.Tests.Sessions;

/// <summary>Warm runs allocate nothing on the managed heap.</summary>
public sealed class AllocationTests : IDisposable
{
    private readonly Arithmetic _arithmetic = new(new SessionOptions { IntraOpThreads = 1 });
    private readonly OrtValue _sum = OrtValue.Create<float>(2, 3);
    private readonly OrtValue _product = OrtValue.Create<float>(2, 3);
    private readonly RunOptions _options = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_run_by_position_into_given_outputs(bool withOptions)
    {
        OrtValue[] inputs = _arithmetic.Inputs;
        OrtValue?[] outputs = [_sum, _product];
        RunOptions? options = withOptions ? _options : null;
        AllocationAssert.Zero(() => _arithmetic.Session.Run(inputs, outputs, options));
        Assert.Equal(Arithmetic.Sum, _sum.Span<float>().ToArray());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_run_of_a_binding(bool withOptions)
    {
        using OrtIoBinding binding = _arithmetic.Session.CreateIoBinding();
        binding.BindInput("a", _arithmetic.InputA);
        binding.BindInput("b", _arithmetic.InputB);
        binding.BindOutput("sum", _sum);
        binding.BindOutput("product", _product);
        RunOptions? options = withOptions ? _options : null;
        AllocationAssert.Zero(() => _arithmetic.Session.Run(binding, options));
        Assert.Equal(Arithmetic.Product, _product.Span<float>().ToArray());
    }

    [Fact]
    public void Binding_again_between_runs()
    {
        using OrtIoBinding binding = _arithmetic.Session.CreateIoBinding();
        binding.BindInput("b", _arithmetic.InputB);
        AllocationAssert.Zero(() =>
        {
            binding.BindInput("a", _arithmetic.InputA);
            binding.BindOutput("sum", _sum);
            binding.BindOutputToCpu("product");
            _arithmetic.Session.Run(binding);
        });
        Assert.Equal(Arithmetic.Sum, _sum.Span<float>().ToArray());
    }

    [Fact]
    public void Binding_a_part_of_a_tensor_again_between_runs()
    {
        using OrtIoBinding binding = _arithmetic.Session.CreateIoBinding();
        using OrtValue storage = OrtValue.Create<float>(64);
        AllocationAssert.Zero(() =>
        {
            binding.BindInput("a", _arithmetic.InputA, [2, 3]);
            binding.BindInput("b", _arithmetic.InputB, [2, 3]);
            binding.BindOutput("sum", storage, [2, 3]);
            _arithmetic.Session.Run(binding);
        });
        Assert.Equal(Arithmetic.Sum, storage.Span<float>()[..6].ToArray());
    }

    [Fact]
    public void Spans_shapes_and_stopping()
    {
        long sum = 0;
        AllocationAssert.Zero(() =>
        {
            Span<long> shape = stackalloc long[2];
            _sum.CopyShape(shape);
            sum += shape[1] + _sum.Span<float>().Length;
            _options.Terminate();
            _options.Reset();
        });
        Assert.True(sum > 0);
    }

    [Fact]
    public void A_step_of_a_real_decoder()
    {
        using InferenceSession session = InferenceSession.FromFile(TinyEn.DecoderPath, new SessionOptions { IntraOpThreads = 1 });
        OrtValue[] inputs = TinyEn.Inputs(session);
        var outputs = new OrtValue?[session.Outputs.Count];
        session.Run(inputs, outputs); // makes the outputs; from here on they are given
        AllocationAssert.Zero(() => session.Run(inputs, outputs, _options), 50);
        foreach (OrtValue? value in inputs.Concat(outputs))
            value!.Dispose();
    }

    public void Dispose()
    {
        _options.Dispose();
        _product.Dispose();
        _sum.Dispose();
        _arithmetic.Dispose();
    }
}
