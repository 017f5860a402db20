using Swictation.Stt.Onnx;

namespace Swictation.Stt.Parakeet;

/// <summary>Runs a predictor that is a graph of its own for a fixed number of utterances at once, in buffers that are bound once.</summary>
internal sealed class PredictorStepper : IDisposable
{
    private readonly BoundGraph _graph;
    private readonly TransducerShape _shape;
    private readonly int[] _targets;
    private readonly float[] _hidden;
    private readonly float[] _cell;
    private readonly float[] _output;
    private readonly float[] _newHidden;
    private readonly float[] _newCell;

    public PredictorStepper(InferenceSession session, TransducerShape shape, int slots)
    {
        _graph = new BoundGraph(session);
        _shape = shape;
        Slots = slots;
        ReadOnlySpan<long> state = [shape.StateLayers, slots, shape.StateDim];
        _targets = _graph.Input<int>(0, slots, 1);
        Array.Fill(_graph.Input<int>(1, slots), 1);
        _hidden = _graph.Input<float>(2, state);
        _cell = _graph.Input<float>(3, state);
        _output = _graph.Output<float>(0, slots, shape.PredictorDim, 1);
        _newHidden = _graph.Output<float>(2, state);
        _newCell = _graph.Output<float>(3, state);
    }

    public int Slots { get; }

    /// <summary>Feeds each utterance's last label and moves its state on.</summary>
    public void Run(ReadOnlySpan<PredictorState> states, RunOptions? run)
    {
        for (int slot = 0; slot < Slots; slot++)
        {
            _targets[slot] = states[slot].Label;
            StateLayout.Gather(states[slot], slot, Slots, _shape, _hidden, _cell);
        }

        _graph.Run(run);
        int width = _shape.PredictorDim;
        for (int slot = 0; slot < Slots; slot++)
        {
            StateLayout.Scatter(states[slot], slot, Slots, _shape, _newHidden, _newCell);
            _output.AsSpan(slot * width, width).CopyTo(states[slot].Output);
        }
    }

    public void Dispose() => _graph.Dispose();
}
