using Type = Swictation.Stt.Onnx.TensorElementType;

namespace Swictation.Stt.Vad.Tests;

/// <summary>
/// Tiny graphs in the layouts of Silero VAD, whose arithmetic is simple enough to be repeated: with m the mean of the input's absolute
/// values, h and c the states (in v5's layout, where there is one, c is 0) and r the sample rate divided by 16000, p = sigmoid(m + mean h +
/// mean c + r), h' = h / 2 + m, c' = c / 2 + h.
/// </summary>
internal static class TestGraphs
{
    /// <summary>Gets v4 as Silero publishes it.</summary>
    public static byte[] V4 => Recurrent("input", ["h", "c"], "output", ["hn", "cn"], "n", "B", 64, takesRate: true);

    /// <summary>Gets v4 as sherpa-onnx publishes it.</summary>
    public static byte[] V4Sherpa => Recurrent("x", ["h", "c"], "prob", ["new_h", "new_c"], "n", "B", 64, takesRate: false);

    /// <summary>Gets a graph in v5's layout, of one stream only and 16 kHz only.</summary>
    public static byte[] V5Fixed => Recurrent("input", ["state"], "output", ["stateN"], 576, 1, 128, takesRate: false);

    public static byte[] Recurrent(string audio, string[] states, string probability, string[] next, GraphDimension length, GraphDimension batch, int width, bool takesRate, Type audioType = Type.Float, int layers = 2, float offset = 0)
    {
        OnnxGraphWriter graph = new OnnxGraphWriter("vad").Input(audio, audioType, batch, length);
        if (takesRate)
            graph.Input("sr", Type.Int64);
        foreach (string state in states)
            graph.Input(state, Type.Float, layers, batch, width);
        graph.Output(probability, Type.Float, batch, 1);
        foreach (string state in next)
            graph.Output(state, Type.Float, layers, batch, width);

        graph.Constant<float>("half", Type.Float, [0.5f]).Constant<float>("offset", Type.Float, [offset]).Constant<float>("wide", Type.Float, [16000])
            .Node("Cast", [audio], ["samples"], OnnxGraphWriter.Attribute("to", (long)Type.Float))
            .Node("Abs", ["samples"], ["absolute"])
            .Node("ReduceMean", ["absolute"], ["m"], Axes(1), OnnxGraphWriter.Attribute("keepdims", 1L));
        string sum = "m";
        foreach (string state in states)
        {
            graph.Node("ReduceMean", [state], [state + "_layers"], Axes(0), OnnxGraphWriter.Attribute("keepdims", 0L))
                .Node("ReduceMean", [state + "_layers"], [state + "_mean"], Axes(1), OnnxGraphWriter.Attribute("keepdims", 1L))
                .Node("Add", [sum, state + "_mean"], [sum + state])
                .Node("Mul", [state, "half"], [state + "_half"]);
            sum += state;
        }

        if (takesRate)
        {
            graph.Node("Cast", ["sr"], ["rate"], OnnxGraphWriter.Attribute("to", (long)Type.Float))
                .Node("Div", ["rate", "wide"], ["r"])
                .Node("Add", [sum, "r"], [sum + "r"]);
            sum += "r";
        }

        graph.Node("Sigmoid", [sum], ["sigmoid"]).Node("Add", ["sigmoid", "offset"], [probability])
            .Node("Add", [states[0] + "_half", "m"], [next[0]]);
        if (states.Length == 2)
            graph.Node("Add", [states[1] + "_half", states[0]], [next[1]]);
        return new OnnxModelWriter(graph).ToArray();
    }

    /// <summary>Repeats the arithmetic.</summary>
    public static float[] Expected(float[] audio, int window, bool hasCell, float rate)
    {
        var probabilities = new float[audio.Length / window];
        (double h, double c) = (0, 0);
        for (int i = 0; i < probabilities.Length; i++)
        {
            double m = audio.Skip(i * window).Take(window).Average(static sample => Math.Abs((double)sample));
            probabilities[i] = (float)(1 / (1 + Math.Exp(-(m + h + c + rate))));
            (h, c) = ((h / 2) + m, hasCell ? (c / 2) + h : 0);
        }

        return probabilities;
    }

    private static ProtoWriter Axes(params long[] axes) => OnnxGraphWriter.Attribute("axes", (ReadOnlySpan<long>)axes);
}
