using Swictation.Stt.Onnx.Tests.Support;

namespace Swictation.Stt.Onnx.Tests.Sessions;

public sealed class RunTests
{
    [Fact]
    public void Outputs_left_null_are_made_by_the_run()
    {
        using var arithmetic = new Arithmetic();
        var outputs = new OrtValue?[2];
        arithmetic.Session.Run(arithmetic.Inputs, outputs);
        using OrtValue sum = outputs[0]!, product = outputs[1]!;
        Assert.Equal(Arithmetic.Sum, sum.Span<float>().ToArray());
        Assert.Equal(Arithmetic.Product, product.Span<float>().ToArray());
        Assert.Equal([2, 3], sum.GetShape());
    }

    [Fact]
    public void Outputs_given_are_written_into_and_kept()
    {
        using var arithmetic = new Arithmetic();
        var memory = new float[6];
        using OrtValue sum = OrtValue.FromMemory<float>(memory, 2, 3);
        var outputs = new OrtValue?[] { sum, null };
        arithmetic.Session.Run(arithmetic.Inputs, outputs);
        using OrtValue product = outputs[1]!;
        Assert.Same(sum, outputs[0]);
        Assert.Equal(Arithmetic.Sum, memory);
        Assert.Equal(Arithmetic.Product, product.Span<float>().ToArray());

        arithmetic.InputA.Span<float>()[0] = 100;
        arithmetic.Session.Run(arithmetic.Inputs, outputs);
        Assert.Equal(110, memory[0]);
        Assert.Equal(1000, product.Span<float>()[0]); // the tensor of the first run, written again
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(3, 2)]
    [InlineData(2, 1)]
    [InlineData(2, 3)]
    [InlineData(0, 0)]
    public void A_wrong_number_of_tensors_is_refused_with_the_right_one(int inputs, int outputs)
    {
        using var arithmetic = new Arithmetic();
        var given = new OrtValue[inputs];
        Array.Fill(given, arithmetic.InputA);
        var exception = Assert.Throws<ArgumentException>(() => arithmetic.Session.Run(given, new OrtValue?[outputs]));
        Assert.Contains("2 inputs", exception.Message, StringComparison.Ordinal);
        Assert.Contains($"got {inputs} and {outputs}", exception.Message, StringComparison.Ordinal);
        Assert.Contains("arithmetic.onnx", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_null_input_is_refused_by_its_name()
    {
        using var arithmetic = new Arithmetic();
        var exception = Assert.Throws<ArgumentException>(() => arithmetic.Session.Run([arithmetic.InputA, null!], new OrtValue?[2]));
        Assert.Contains("Input b", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_tensors_than_fit_the_stack_are_refused_and_can_be_bound()
    {
        using InferenceSession fits = InferenceSession.FromBytes(TestModels.Wide(32), "wide.onnx");
        using InferenceSession toWide = InferenceSession.FromBytes(TestModels.Wide(33), "wider.onnx");
        using OrtValue one = OrtValue.FromMemory<float>(new[] { 7f }, 1);
        var inputs = new OrtValue[33];
        Array.Fill(inputs, one);
        var outputs = new OrtValue?[33];

        fits.Run(inputs.AsSpan(0, 32), outputs.AsSpan(0, 32));
        Assert.All(outputs[..32], value => Assert.Equal(-7, value!.Span<float>()[0]));
        var exception = Assert.Throws<ArgumentException>(() => toWide.Run(inputs, new OrtValue?[33]));
        Assert.Contains(nameof(OrtIoBinding), exception.Message, StringComparison.Ordinal);

        using OrtIoBinding binding = toWide.CreateIoBinding();
        for (int i = 0; i < 33; i++)
        {
            binding.BindInput($"in{i}", one);
            binding.BindOutputToCpu($"out{i}");
        }

        toWide.Run(binding);
        var bound = new OrtValue[33];
        binding.TakeOutputs(bound);
        Assert.All(bound, value => Assert.Equal(-7, value.Span<float>()[0]));
        foreach (OrtValue? value in outputs.Concat(bound))
            value?.Dispose();
    }

    [Fact]
    public void A_wrong_element_type_is_an_invalid_argument_that_names_the_model()
    {
        using var arithmetic = new Arithmetic();
        using OrtValue wrong = OrtValue.Create<long>(2, 3);
        var exception = Assert.Throws<OnnxRuntimeException>(() => arithmetic.Session.Run([arithmetic.InputA, wrong], new OrtValue?[2]));
        Assert.Equal(OrtErrorCode.InvalidArgument, exception.Code);
        Assert.Equal("arithmetic.onnx", exception.ModelPath);
        Assert.Contains("arithmetic.onnx", exception.Message, StringComparison.Ordinal);
        Assert.Contains(exception.NativeMessage, exception.Message, StringComparison.Ordinal);
        Assert.Contains("int64", exception.NativeMessage, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(new long[] { 6 })]
    [InlineData(new long[] { 1, 2, 3 })]
    [InlineData(new long[] { 3, 2 })]
    public void A_wrong_input_shape_is_an_invalid_argument(long[] shape)
    {
        using var arithmetic = new Arithmetic();
        using OrtValue wrong = OrtValue.Create<float>(shape);
        var exception = Assert.Throws<OnnxRuntimeException>(() => arithmetic.Session.Run([arithmetic.InputA, wrong], new OrtValue?[2]));
        Assert.Equal(OrtErrorCode.InvalidArgument, exception.Code);
        Assert.Contains("b", exception.NativeMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void A_given_output_of_a_wrong_shape_fails_and_the_session_goes_on()
    {
        using var arithmetic = new Arithmetic();
        using OrtValue wrong = OrtValue.Create<float>(5, 3);
        var outputs = new OrtValue?[] { wrong, null };
        Assert.Throws<OnnxRuntimeException>(() => arithmetic.Session.Run(arithmetic.Inputs, outputs));
        Assert.Same(wrong, outputs[0]);
        Assert.Null(outputs[1]);

        outputs[0] = null;
        arithmetic.Session.Run(arithmetic.Inputs, outputs);
        Assert.Equal(Arithmetic.Sum, outputs[0]!.Span<float>().ToArray());
        outputs[0]!.Dispose();
        outputs[1]!.Dispose();
    }

    [Fact]
    public void An_output_that_is_no_tensor_fails_without_leaving_half_of_them()
    {
        using InferenceSession session = InferenceSession.FromBytes(TestModels.Sequence, "sequence.onnx");
        Assert.Equal([TensorElementType.Float, TensorElementType.Undefined, TensorElementType.Float], session.Outputs.Select(o => o.ElementType));
        using OrtValue input = OrtValue.FromMemory<float>(new[] { 1f, -2f, 3f }, 3);
        using OrtValue own = OrtValue.Create<float>(3);
        var outputs = new OrtValue?[3];
        Assert.Throws<OnnxRuntimeException>(() => session.Run([input], outputs));
        Assert.All(outputs, Assert.Null);

        outputs[0] = own;
        Assert.Throws<OnnxRuntimeException>(() => session.Run([input], outputs));
        Assert.Equal([own, null, null], outputs);
        Assert.Equal([-1, 2, -3], own.Span<float>().ToArray()); // the caller's own is not disposed
    }

    [Fact]
    public void An_empty_batch_gives_an_empty_result()
    {
        using var arithmetic = new Arithmetic();
        using OrtValue empty = OrtValue.Create<float>(0, 3);
        var outputs = new OrtValue?[2];
        arithmetic.Session.Run([empty, empty], outputs);
        using OrtValue sum = outputs[0]!, product = outputs[1]!;
        Assert.Equal([0, 3], sum.GetShape());
        Assert.Equal(0, sum.ElementCount);
        Assert.True(product.Span<float>().IsEmpty);
    }

    [Fact]
    public void Scalars_booleans_and_halves_go_through()
    {
        using InferenceSession session = InferenceSession.FromBytes(TestModels.Shapes, "shapes.onnx");
        using OrtValue scalar = OrtValue.FromMemory<long>(new[] { long.MinValue });
        using OrtValue mask = OrtValue.FromMemory<bool>(new[] { true, false, false, true, true, true }, 2, 1, 3);
        using OrtValue half = OrtValue.FromMemory<Half>(new[] { (Half)1.5f, Half.NegativeInfinity, (Half)0, (Half)(-2) }, 4);
        var outputs = new OrtValue?[3];
        session.Run([scalar, mask, half], outputs);
        Assert.Equal([long.MinValue], outputs[0]!.Span<long>().ToArray());
        Assert.Empty(outputs[0]!.GetShape());
        Assert.Equal([false, true, true, false, false, false], outputs[1]!.Span<bool>().ToArray());
        Assert.Equal([2, 1, 3], outputs[1]!.GetShape());
        Assert.Equal([1.5f, float.NegativeInfinity, 0, -2], outputs[2]!.Span<float>().ToArray());
        foreach (OrtValue? output in outputs)
            output!.Dispose();
    }

    [Fact]
    public void Disposed_tensors_options_and_sessions_are_refused()
    {
        using var arithmetic = new Arithmetic();
        OrtValue disposed = OrtValue.Create<float>(2, 3);
        disposed.Dispose();
        var options = new RunOptions();
        options.Dispose();
        using OrtValue output = OrtValue.Create<float>(2, 3);
        Assert.Throws<ObjectDisposedException>(() => arithmetic.Session.Run([arithmetic.InputA, disposed], new OrtValue?[2]));
        Assert.Throws<ObjectDisposedException>(() => arithmetic.Session.Run(arithmetic.Inputs, new OrtValue?[] { output, disposed }));
        Assert.Throws<ObjectDisposedException>(() => arithmetic.Session.Run(arithmetic.Inputs, new OrtValue?[2], options));

        using OrtIoBinding binding = arithmetic.Session.CreateIoBinding();
        Assert.Throws<ObjectDisposedException>(() => arithmetic.Session.Run(binding, options));
        arithmetic.Session.Dispose();
        arithmetic.Session.Dispose();
        Assert.Throws<ObjectDisposedException>(() => arithmetic.Session.Run(arithmetic.Inputs, new OrtValue?[2]));
        Assert.Throws<ObjectDisposedException>(() => arithmetic.Session.Run(binding));
        Assert.Throws<ObjectDisposedException>(arithmetic.Session.CreateIoBinding);
        Assert.Equal("sum", arithmetic.Session.Outputs[0].Name); // what is known of it stays
    }

    [Fact]
    public void Outputs_outlive_their_session()
    {
        var arithmetic = new Arithmetic();
        var outputs = new OrtValue?[2];
        arithmetic.Session.Run(arithmetic.Inputs, outputs);
        arithmetic.Dispose();
        Assert.Equal(Arithmetic.Sum, outputs[0]!.Span<float>().ToArray());
        Assert.Equal([2, 3], outputs[1]!.GetShape());
        outputs[0]!.Dispose();
        outputs[1]!.Dispose();
    }

    [Fact]
    public void Run_options_take_config_entries()
    {
        using var arithmetic = new Arithmetic();
        using var options = new RunOptions();
        options.AddConfigEntry("memory.enable_memory_arena_shrinkage", "cpu:0");
        var outputs = new OrtValue?[2];
        arithmetic.Session.Run(arithmetic.Inputs, outputs, options);
        Assert.Equal(Arithmetic.Sum, outputs[0]!.Span<float>().ToArray());

        options.AddConfigEntry("memory.enable_memory_arena_shrinkage", "teapot:0"); // so it is really read
        Assert.Throws<OnnxRuntimeException>(() => arithmetic.Session.Run(arithmetic.Inputs, outputs, options));
        Assert.Throws<ArgumentNullException>(() => options.AddConfigEntry(null!, "1"));
        Assert.Throws<ArgumentNullException>(() => options.AddConfigEntry("key", null!));
        outputs[0]!.Dispose();
        outputs[1]!.Dispose();
    }
}
