using Swictation.Stt.Onnx;

namespace Swictation.Stt.Parakeet;

/// <summary>Runs a predictor that is a graph of its own for a fixed number of utterances at once, in buffers that are bound once.</summary>
internal sealed class PredictorStepper : IDisposable
{
    private readonly InferenceSession _session;
    private readonly TransducerShape _shape;
    private readonly OrtIoBinding _binding;
    private readonly List<OrtValue> _values = [];
    private readonly int[] _targets;
    private readonly float[] _hidden;
    private readonly float[] _cell;
    private readonly float[] _newHidden;
    private readonly float[] _newCell;
    private readonly float[] _output;

    public PredictorStepper(InferenceSession session, TransducerShape shape, int slots)
    {
        _session = session;
        _shape = shape;
        Slots = slots;
        int state = shape.StateLayers * slots * shape.StateDim;
        _targets = new int[slots];
        (_hidden, _cell, _newHidden, _newCell) = (new float[state], new float[state], new float[state], new float[state]);
        _output = new float[slots * shape.PredictorDim];
        var lengths = new int[slots];
        Array.Fill(lengths, 1);
        _binding = session.CreateIoBinding();

        // By position: NeMo's exporter gives the states unstable names.
        long[] stateShape = [shape.StateLayers, slots, shape.StateDim];
        BindInput(0, OrtValue.FromMemory<int>(_targets, slots, 1));
        BindInput(1, OrtValue.FromMemory<int>(lengths, slots));
        BindInput(2, OrtValue.FromMemory<float>(_hidden, stateShape));
        BindInput(3, OrtValue.FromMemory<float>(_cell, stateShape));
        BindOutput(0, OrtValue.FromMemory<float>(_output, slots, shape.PredictorDim, 1));
        BindOutput(2, OrtValue.FromMemory<float>(_newHidden, stateShape));
        BindOutput(3, OrtValue.FromMemory<float>(_newCell, stateShape));
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

        _session.Run(_binding, run);
        int width = _shape.PredictorDim;
        for (int slot = 0; slot < Slots; slot++)
        {
            StateLayout.Scatter(states[slot], slot, Slots, _shape, _newHidden, _newCell);
            _output.AsSpan(slot * width, width).CopyTo(states[slot].Output);
        }
    }

    public void Dispose()
    {
        _binding.Dispose();
        foreach (OrtValue value in _values)
            value.Dispose();
    }

    private void BindInput(int position, OrtValue value)
    {
        _values.Add(value);
        _binding.BindInput(_session.Inputs[position].Name, value);
    }

    private void BindOutput(int position, OrtValue value)
    {
        _values.Add(value);
        _binding.BindOutput(_session.Outputs[position].Name, value);
    }
}
