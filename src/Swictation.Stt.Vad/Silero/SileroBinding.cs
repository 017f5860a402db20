using Swictation.Stt.Onnx;

namespace Swictation.Stt.Vad;

/// <summary>The arrays of one run: of one stream, or of several in a batch. Not safe for concurrent use.</summary>
/// <param name="graph">The graph, with the arrays bound.</param>
/// <param name="modelPath">What to call the model in messages.</param>
/// <param name="rate">The sizes.</param>
/// <param name="batch">The number of streams.</param>
/// <param name="input">Context and window of each stream: [batch, context + window].</param>
/// <param name="probabilities">The results: [batch, 1].</param>
/// <param name="states">What the model remembers: one or two arrays of [2, batch, width].</param>
/// <param name="nextStates">What it will remember; shapes as before.</param>
internal sealed class SileroBinding(
    BoundGraph graph, string modelPath, SileroVadRate rate, int batch, float[] input, float[] probabilities, float[][] states, float[][] nextStates) : IDisposable
{
    public SileroVadRate Rate => rate;

    public int Batch => batch;

    public float[] Input => input;

    public float[] Probabilities => probabilities;

    /// <summary>Gets the place of a stream's context.</summary>
    public Span<float> Context(int stream) => input.AsSpan(stream * rate.InputLength, rate.ContextLength);

    /// <summary>Gets the place of a stream's window.</summary>
    public Span<float> Window(int stream) => input.AsSpan((stream * rate.InputLength) + rate.ContextLength, rate.WindowLength);

    /// <summary>Runs the graph and goes on to the next window. Where it fails, nothing has changed but the windows.</summary>
    public void Run()
    {
        graph.Run();
        foreach (float probability in probabilities)
        {
            if (!(probability >= 0 && probability <= 1))
                throw new ModelIntegrityException($"{modelPath} gave {probability} where a probability was expected. It is damaged or no voice activity model; get it again.", modelPath);
        }

        for (int i = 0; i < states.Length; i++)
            nextStates[i].CopyTo(states[i].AsSpan());
        for (int stream = 0; stream < batch; stream++)
            input.AsSpan(((stream + 1) * rate.InputLength) - rate.ContextLength, rate.ContextLength).CopyTo(Context(stream));
    }

    /// <summary>Copies what is remembered of a stream - state and context - to a place in another binding.</summary>
    public void CopyMemory(int stream, SileroBinding destination, int place)
    {
        Context(stream).CopyTo(destination.Context(place));
        for (int i = 0; i < states.Length; i++)
        {
            for (int layer = 0; layer < 2; layer++)
                Layer(i, layer, stream).CopyTo(destination.Layer(i, layer, place));
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Array.Clear(input);
        foreach (float[] state in states)
            Array.Clear(state);
    }

    public void Dispose() => graph.Dispose();

    private Span<float> Layer(int state, int layer, int stream)
    {
        int width = states[state].Length / (2 * batch);
        return states[state].AsSpan(((layer * batch) + stream) * width, width);
    }
}
