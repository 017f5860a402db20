using Swictation.Stt.Onnx.Tests.Support;

namespace Swictation.Stt.Onnx.Tests.Sessions;

public sealed class IoBindingTests : IDisposable
{
    private readonly Arithmetic _arithmetic = new();
    private readonly OrtIoBinding _binding;

    public IoBindingTests() => _binding = _arithmetic.Session.CreateIoBinding();

    [Fact]
    public void Bound_outputs_are_written_by_every_run()
    {
        var memory = new float[6];
        using OrtValue sum = OrtValue.FromMemory<float>(memory, 2, 3);
        using OrtValue product = OrtValue.Create<float>(2, 3);
        BindInputs();
        _binding.BindOutput("sum", sum);
        _binding.BindOutput("product", product);
        _arithmetic.Session.Run(_binding);
        Assert.Equal(Arithmetic.Sum, memory);
        Assert.Equal(Arithmetic.Product, product.Span<float>().ToArray());

        _arithmetic.InputA.Span<float>().Fill(1);
        _arithmetic.Session.Run(_binding);
        Assert.Equal([11, 21, 31, 41, 51, 61], memory);
        Assert.Equal(Arithmetic.B, product.Span<float>().ToArray());
    }

    [Fact]
    public void Outputs_of_unknown_shape_are_taken_in_the_order_of_their_binding()
    {
        BindInputs();
        _binding.BindOutputToCpu("product");
        _binding.BindOutputToCpu("sum");
        _arithmetic.Session.Run(_binding);
        var outputs = new OrtValue[2];
        _binding.TakeOutputs(outputs);
        using OrtValue product = outputs[0], sum = outputs[1];
        Assert.Equal(Arithmetic.Product, product.Span<float>().ToArray());
        Assert.Equal(Arithmetic.Sum, sum.Span<float>().ToArray());
        Assert.Equal([2, 3], sum.GetShape());
    }

    [Fact]
    public void Taken_outputs_outlive_the_binding_and_the_session()
    {
        BindInputs();
        _binding.BindOutputToCpu("sum");
        _arithmetic.Session.Run(_binding);
        var outputs = new OrtValue[1];
        _binding.TakeOutputs(outputs);
        _binding.Dispose();
        _arithmetic.Dispose();
        Assert.Equal(Arithmetic.Sum, outputs[0].Span<float>().ToArray());
        outputs[0].Dispose();
    }

    [Fact]
    public void Only_the_bound_outputs_are_computed_for()
    {
        BindInputs();
        _binding.BindOutputToCpu("product");
        _arithmetic.Session.Run(_binding);
        var outputs = new OrtValue[1];
        _binding.TakeOutputs(outputs);
        Assert.Equal(Arithmetic.Product, outputs[0].Span<float>().ToArray());
        outputs[0].Dispose();
    }

    [Fact]
    public void A_bound_output_that_is_taken_shares_its_elements()
    {
        using OrtValue sum = OrtValue.Create<float>(2, 3);
        BindInputs();
        _binding.BindOutput("sum", sum);
        _arithmetic.Session.Run(_binding);
        var outputs = new OrtValue[1];
        _binding.TakeOutputs(outputs);
        outputs[0].Span<float>()[0] = -5;
        Assert.Equal(-5, sum.Span<float>()[0]);
        outputs[0].Dispose();
        Assert.Equal(22, sum.Span<float>()[1]); // still there
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Room_for_another_number_of_outputs_is_refused(int room)
    {
        BindInputs();
        _binding.BindOutputToCpu("sum");
        _binding.BindOutputToCpu("product");
        _arithmetic.Session.Run(_binding);
        var exception = Assert.Throws<ArgumentException>(() => _binding.TakeOutputs(new OrtValue[room]));
        Assert.Contains("2 outputs are bound", exception.Message, StringComparison.Ordinal);
        var outputs = new OrtValue[2];
        _binding.TakeOutputs(outputs); // nothing was lost
        Assert.Equal(Arithmetic.Sum, outputs[0].Span<float>().ToArray());
        outputs[0].Dispose();
        outputs[1].Dispose();
    }

    [Fact]
    public void Outputs_taken_before_any_run_are_refused()
    {
        using OrtValue sum = OrtValue.Create<float>(2, 3);
        _binding.BindOutput("sum", sum);
        _binding.BindOutputToCpu("product");
        var outputs = new OrtValue[2];
        Assert.Throws<OnnxRuntimeException>(() => _binding.TakeOutputs(outputs));
        Assert.All(outputs, Assert.Null);
        sum.Span<float>()[0] = 1; // was not disposed with the second view of it
    }

    [Fact]
    public void Nothing_is_bound_at_first() => _binding.TakeOutputs([]);

    [Fact]
    public void A_later_binding_replaces_the_earlier_one()
    {
        using OrtValue first = OrtValue.Create<float>(2, 3);
        using OrtValue second = OrtValue.Create<float>(1, 3);
        using OrtValue row = OrtValue.FromMemory<float>(new float[] { 7, 8, 9 }, 1, 3);
        first.Span<float>().Clear();
        BindInputs();
        _binding.BindOutput("sum", first);
        _arithmetic.Session.Run(_binding);
        Assert.Equal(Arithmetic.Sum, first.Span<float>().ToArray());

        _binding.BindInput("a", row);
        _binding.BindInput("b", row);
        _binding.BindOutput("sum", second);
        first.Span<float>().Clear();
        _arithmetic.Session.Run(_binding);
        Assert.Equal([14, 16, 18], second.Span<float>().ToArray());
        Assert.All(first.Span<float>().ToArray(), value => Assert.Equal(0, value));
    }

    [Fact]
    public void Clear_forgets_inputs_and_outputs()
    {
        using OrtValue sum = OrtValue.Create<float>(2, 3);
        BindInputs();
        _binding.BindOutput("sum", sum);
        _arithmetic.Session.Run(_binding);
        sum.Span<float>().Clear();
        _binding.Clear();
        _binding.TakeOutputs([]);
        _binding.BindOutput("sum", sum);
        Assert.Throws<OnnxRuntimeException>(() => _arithmetic.Session.Run(_binding)); // no inputs any more
        Assert.All(sum.Span<float>().ToArray(), value => Assert.Equal(0, value));
        BindInputs();
        _arithmetic.Session.Run(_binding);
        Assert.Equal(Arithmetic.Sum, sum.Span<float>().ToArray());
    }

    [Fact]
    public void Unknown_names_are_refused_with_the_known_ones()
    {
        using OrtValue value = OrtValue.Create<float>(2, 3);
        var input = Assert.Throws<ArgumentException>(() => _binding.BindInput("c", value));
        Assert.Contains("no input c; it has a, b", input.Message, StringComparison.Ordinal);
        Assert.Contains("arithmetic.onnx", input.Message, StringComparison.Ordinal);
        var output = Assert.Throws<ArgumentException>(() => _binding.BindOutput("difference", value));
        Assert.Contains("no output difference; it has sum, product", output.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => _binding.BindOutputToCpu("Sum")); // names are case-sensitive
    }

    [Fact]
    public void An_outputs_name_is_no_inputs_name_nor_the_other_way_round()
    {
        using OrtValue value = OrtValue.Create<float>(2, 3);
        Assert.Throws<ArgumentException>(() => _binding.BindInput("sum", value));
        Assert.Throws<ArgumentException>(() => _binding.BindOutput("a", value));
        Assert.Throws<ArgumentException>(() => _binding.BindOutputToCpu("b"));
    }

    [Fact]
    public void Nulls_are_refused()
    {
        using OrtValue value = OrtValue.Create<float>(2, 3);
        Assert.Throws<ArgumentNullException>("name", () => _binding.BindInput(null!, value));
        Assert.Throws<ArgumentNullException>("value", () => _binding.BindInput("a", null!));
        Assert.Throws<ArgumentNullException>("name", () => _binding.BindOutput(null!, value));
        Assert.Throws<ArgumentNullException>("value", () => _binding.BindOutput("sum", null!));
        Assert.Throws<ArgumentNullException>("name", () => _binding.BindOutputToCpu(null!));
        Assert.Throws<ArgumentNullException>("binding", () => _arithmetic.Session.Run(null!));
    }

    [Fact]
    public void A_wrong_type_or_shape_fails_by_the_run_at_the_latest()
    {
        using OrtValue wrong = OrtValue.Create<int>(2, 3);
        Assert.Throws<OnnxRuntimeException>(() =>
        {
            BindInputs();
            _binding.BindInput("b", wrong);
            _binding.BindOutputToCpu("sum");
            _arithmetic.Session.Run(_binding);
        });
    }

    [Fact]
    public void A_binding_of_another_session_is_refused()
    {
        using var other = new Arithmetic();
        var exception = Assert.Throws<ArgumentException>(() => other.Session.Run(_binding));
        Assert.Contains("another", exception.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_disposed_binding_is_refused_everywhere()
    {
        using OrtValue value = OrtValue.Create<float>(2, 3);
        _binding.Dispose();
        _binding.Dispose();
        AssertDisposed(value);
        Assert.Throws<ObjectDisposedException>(() => _arithmetic.Session.Run(_binding));
    }

    [Fact]
    public void A_binding_of_a_disposed_session_is_refused_everywhere()
    {
        using OrtValue value = OrtValue.Create<float>(2, 3);
        BindInputs();
        _arithmetic.Session.Dispose();
        AssertDisposed(value);
    }

    [Fact]
    public void Disposed_tensors_are_refused()
    {
        OrtValue value = OrtValue.Create<float>(2, 3);
        value.Dispose();
        Assert.Throws<ObjectDisposedException>(() => _binding.BindInput("a", value));
        Assert.Throws<ObjectDisposedException>(() => _binding.BindOutput("sum", value));
    }

    [Fact]
    public void A_tensor_is_bound_under_any_shape_that_fits_into_it()
    {
        using OrtValue storage = OrtValue.Create(TensorElementType.Float, 100);
        using OrtValue result = OrtValue.Create(TensorElementType.Float, 40);
        storage.Span<float>().Fill(1000);
        Arithmetic.A.CopyTo(storage.Span<float>());
        result.Span<float>().Fill(-1);
        _binding.BindInput("a", storage, [2, 3]);
        _binding.BindInput("b", _arithmetic.InputB);
        _binding.BindOutput("sum", result, [2, 3]);
        _arithmetic.Session.Run(_binding);
        Assert.Equal(Arithmetic.Sum, result.Span<float>()[..6].ToArray());
        Assert.Equal(-1, result.Span<float>()[6]);

        // What a run wrote is read by the next where it lies.
        _binding.BindInput("a", result, [2, 3]);
        _binding.BindOutput("sum", storage, [2, 3]);
        _arithmetic.Session.Run(_binding);
        Assert.Equal([21, 42, 63, 84, 105, 126], storage.Span<float>()[..6].ToArray());
        Assert.Equal(1000, storage.Span<float>()[6]);
    }

    [Fact]
    public void A_shape_that_does_not_fit_is_refused()
    {
        using OrtValue storage = OrtValue.Create<float>(5);
        Assert.Contains("6 elements", Assert.Throws<ArgumentException>(() => _binding.BindInput("a", storage, [2, 3])).Message, StringComparison.Ordinal);
        Assert.Contains("6 elements", Assert.Throws<ArgumentException>(() => _binding.BindOutput("sum", storage, [2, 3])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => _binding.BindInput("a", storage, [-1]));
        Assert.Throws<ArgumentException>(() => _binding.BindInput("c", storage, [5]));
        Assert.Throws<ArgumentException>(() => _binding.BindOutput("c", storage, [5]));
        Assert.Throws<ArgumentOutOfRangeException>(() => OrtValue.Create(TensorElementType.String, 5));
        storage.Dispose();
        Assert.Throws<ObjectDisposedException>(() => _binding.BindInput("a", storage, [5]));
        Assert.Throws<ObjectDisposedException>(() => _binding.BindOutput("sum", storage, [5]));
    }

    public void Dispose()
    {
        _binding.Dispose();
        _arithmetic.Dispose();
    }

    private void BindInputs()
    {
        _binding.BindInput("a", _arithmetic.InputA);
        _binding.BindInput("b", _arithmetic.InputB);
    }

    private void AssertDisposed(OrtValue value)
    {
        Assert.Throws<ObjectDisposedException>(() => _binding.BindInput("a", value));
        Assert.Throws<ObjectDisposedException>(() => _binding.BindOutput("sum", value));
        Assert.Throws<ObjectDisposedException>(() => _binding.BindOutputToCpu("sum"));
        Assert.Throws<ObjectDisposedException>(() => _binding.TakeOutputs([]));
        Assert.Throws<ObjectDisposedException>(_binding.Clear);
    }
}
