using Type = Swictation.Stt.Onnx.TensorElementType;

namespace Swictation.Stt.Onnx.Tests.Support;

/// <summary>Tiny models, made for one question each.</summary>
internal static class TestModels
{
    /// <summary>Gets a model of two outputs: <c>sum = a + b</c> and <c>product = a * b</c>, over rows of three.</summary>
    public static byte[] SumAndProduct { get; } = new OnnxModelWriter(
        new OnnxGraphWriter("arithmetic")
            .Input("a", Type.Float, "rows", 3).Input("b", Type.Float, "rows", 3)
            .Output("sum", Type.Float, "rows", 3).Output("product", Type.Float, "rows", 3)
            .Node("Add", ["a", "b"], ["sum"])
            .Node("Mul", ["a", "b"], ["product"]))
    {
        Producer = "Стол \"tests\" 🎙",
        Description = "Adds and multiplies.",
        Version = 42,
        Metadata = [("key", "value"), ("Ключ 🔑", "значение, a = \"b\"\nline 2"), ("empty", string.Empty)],
    }.ToArray();

    /// <summary>Gets a model that says nothing of itself, with a scalar, a fixed and an unnamed dimension and several types.</summary>
    public static byte[] Shapes { get; } = new OnnxModelWriter(
        new OnnxGraphWriter(string.Empty)
            .Input("scalar", Type.Int64).Input("mask", Type.Bool, 2, "T", "").Input("half", Type.Float16, 4)
            .Output("scalar_out", Type.Int64).Output("mask_out", Type.Bool, 2, "T", "").Output("float_out", Type.Float, 4)
            .Node("Identity", ["scalar"], ["scalar_out"])
            .Node("Not", ["mask"], ["mask_out"])
            .Node("Cast", ["half"], ["float_out"], OnnxGraphWriter.Attribute("to", (long)Type.Float)))
    {
        Producer = string.Empty,
    }.ToArray();

    /// <summary>Gets a model whose second output is a sequence, which this binding does not carry.</summary>
    public static byte[] Sequence { get; } = new OnnxModelWriter(
        new OnnxGraphWriter("sequence")
            .Input("x", Type.Float, 3)
            .Output("y", Type.Float, 3).SequenceOutput("list", Type.Float).Output("z", Type.Float, 3)
            .Node("Neg", ["x"], ["y"])
            .Node("SequenceConstruct", ["x"], ["list"])
            .Node("Abs", ["x"], ["z"])).ToArray();

    /// <summary>
    /// Gets a model that runs until it is told to stop. It writes 1 to <c>started</c>, then goes round a loop for as long as
    /// <c>going</c> holds, which the caller keeps in its own memory, and counts the rounds into <c>rounds</c>.
    /// </summary>
    /// <remarks>Load it without optimisations. <c>limit</c> bounds the rounds, so that a test of a broken stop fails instead of hanging.</remarks>
    public static byte[] Endless { get; } = MakeEndless();

    /// <summary>Makes the model <c>y = x + w</c> where <c>w</c> lies in another file.</summary>
    public static byte[] WithExternalData(string file, long offset, int count) => new OnnxModelWriter(
        new OnnxGraphWriter("external")
            .Input("x", Type.Float, count).Output("y", Type.Float, count)
            .ExternalConstant("w", Type.Float, file, offset, count * sizeof(float), count)
            .Node("Add", ["x", "w"], ["y"])).ToArray();

    /// <summary>Makes the model <c>y = relu((x + 0) w + 1)</c> over rows of 64, whose weights are those of a seed, with nodes that are rewritten.</summary>
    /// <param name="seed">What the weights are made of.</param>
    /// <param name="weights">The file that holds the weights, and receives them, or null for the model itself.</param>
    /// <param name="rows">How many rows the weights have; <c>x</c> has as many columns.</param>
    public static byte[] Layer(int seed, string? weights = null, int rows = 64)
    {
        var random = new Random(seed);
        float[] values = [.. Enumerable.Range(0, rows * 64).Select(_ => random.NextSingle() - 0.5f)];
        OnnxGraphWriter graph = new OnnxGraphWriter("layer")
            .Input("x", Type.Float, "rows", rows).Output("y", Type.Float, "rows", 64)
            .Constant<float>("zero", Type.Float, [0])
            .Constant<float>("one", Type.Float, [1]);
        if (weights is null)
        {
            graph.Constant<float>("w", Type.Float, values, rows, 64);
        }
        else
        {
            File.WriteAllBytes(weights, System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(values));
            graph.ExternalConstant("w", Type.Float, Path.GetFileName(weights), 0, values.Length * sizeof(float), rows, 64);
        }

        graph.Node("Add", ["x", "zero"], ["same"]).Node("Identity", ["same"], ["still"]).Node("MatMul", ["still", "w"], ["m"]).Node("Add", ["m", "one"], ["a"]).Node("Relu", ["a"], ["y"]);
        return new OnnxModelWriter(graph) { Producer = "tests", Description = "A layer.", Version = 7, Metadata = [("key", "value")] }.ToArray();
    }

    /// <summary>Makes a model that hands each of its inputs on.</summary>
    public static byte[] Wide(int count)
    {
        var graph = new OnnxGraphWriter("wide");
        for (int i = 0; i < count; i++)
            graph.Input($"in{i}", Type.Float, 1).Output($"out{i}", Type.Float, 1).Node("Neg", [$"in{i}"], [$"out{i}"]);
        return new OnnxModelWriter(graph).ToArray();
    }

    /// <summary>Gets a model with a node of an operator that does not exist.</summary>
    public static byte[] UnknownOperator { get; } = new OnnxModelWriter(
        new OnnxGraphWriter("unknown").Input("x", Type.Float, 1).Output("y", Type.Float, 1).Node("Transmogrify", ["x"], ["y"])).ToArray();

    /// <summary>Gets a model with a node whose input nobody makes.</summary>
    public static byte[] DanglingInput { get; } = new OnnxModelWriter(
        new OnnxGraphWriter("dangling").Input("x", Type.Float, 1).Output("y", Type.Float, 1).Node("Add", ["x", "nowhere"], ["y"])).ToArray();

    private static byte[] MakeEndless()
    {
        OnnxGraphWriter body = new OnnxGraphWriter("body")
            .Input("round", Type.Int64).Input("still", Type.Bool).Input("count", Type.Int64)
            .Output("going_on", Type.Bool).Output("count_next", Type.Int64)
            .Constant<long>("one", Type.Int64, [1])
            .Node("Identity", ["going"], ["going_on"]) // of the outer graph: the caller's memory, read anew in every round
            .Node("Add", ["count", "one"], ["count_next"]);
        return new OnnxModelWriter(
            new OnnxGraphWriter("endless")
                .Input("go", Type.Int64).Input("going", Type.Bool).Input("limit", Type.Int64)
                .Output("started", Type.Int64).Output("rounds", Type.Int64)
                .Node("Identity", ["go"], ["started"])
                .Node("Sub", ["started", "started"], ["zero"]) // the loop waits for "started" to be written
                .Node("Loop", ["limit", "going", "zero"], ["rounds"], OnnxGraphWriter.Attribute("body", body))).ToArray();
    }
}
