using Swictation.Stt.Onnx;

namespace Swictation.Stt.Parakeet;

/// <summary>Predictor and joint network as one graph: onnx-asr's layout. Every step runs both; the new state counts only after a label.</summary>
internal sealed class FusedNetwork : TransducerNetwork
{
    private readonly InferenceSession _session;

    public FusedNetwork(InferenceSession session)
    {
        _session = session;
        GraphCheck.Signature(session, inputs: 5, outputs: 4, "encoder_outputs, targets, target_length and two LSTM states");
        GraphCheck.Type(session, 1, TensorElementType.Int32);
        int encoderDim = GraphCheck.StaticInput(session, 0, 1) ?? throw GraphCheck.Unknown(session, "the width of an encoder frame");
        int layers = GraphCheck.StaticInput(session, 3, 0) ?? throw GraphCheck.Unknown(session, "the number of LSTM layers");
        int width = GraphCheck.StaticInput(session, 3, 2) ?? throw GraphCheck.Unknown(session, "the width of the LSTM state");

        using OrtValue frame = GraphCheck.Zeros(1, encoderDim, 1);
        using OrtValue target = OrtValue.FromMemory<int>(new int[1], 1, 1);
        int[] ones = [1];
        using OrtValue length = OrtValue.FromMemory<int>(ones, 1);
        using OrtValue hidden = GraphCheck.Zeros(layers, 1, width);
        using OrtValue cell = GraphCheck.Zeros(layers, 1, width);
        int row = (int)GraphCheck.OutputShape(session, [frame, target, length, hidden, cell])[^1];
        Shape = new TransducerShape(encoderDim, PredictorDim: 0, layers, width, row);
        Probe(GraphCheck.StaticInput(session, 0, 2) is null);
    }

    public override TransducerShape Shape { get; }

    public override TransducerStepper CreateStepper(int slots, int frames) => new Stepper(_session, Shape, slots, frames);

    public override PredictorStepper? CreatePredictor(int slots) => null;

    public override void Dispose() => _session.Dispose();

    private sealed class Stepper : TransducerStepper
    {
        private readonly InferenceSession _session;
        private readonly TransducerShape _shape;
        private readonly OrtIoBinding _binding;
        private readonly List<OrtValue> _values = [];
        private readonly float[] _frames;
        private readonly int[] _targets;
        private readonly float[] _hidden;
        private readonly float[] _cell;
        private readonly float[] _newHidden;
        private readonly float[] _newCell;
        private readonly float[] _rows;

        public Stepper(InferenceSession session, TransducerShape shape, int slots, int frames)
        {
            _session = session;
            _shape = shape;
            Slots = slots;
            Frames = frames;
            int state = shape.StateLayers * slots * shape.StateDim;
            _frames = new float[slots * frames * shape.EncoderDim];
            _targets = new int[slots];
            (_hidden, _cell, _newHidden, _newCell) = (new float[state], new float[state], new float[state], new float[state]);
            _rows = new float[slots * frames * shape.RowWidth];
            var lengths = new int[slots];
            Array.Fill(lengths, 1);
            _binding = session.CreateIoBinding();
            long[] stateShape = [shape.StateLayers, slots, shape.StateDim];
            BindInput(0, OrtValue.FromMemory<float>(_frames, slots, shape.EncoderDim, frames));
            BindInput(1, OrtValue.FromMemory<int>(_targets, slots, 1));
            BindInput(2, OrtValue.FromMemory<int>(lengths, slots));
            BindInput(3, OrtValue.FromMemory<float>(_hidden, stateShape));
            BindInput(4, OrtValue.FromMemory<float>(_cell, stateShape));
            BindOutput(0, OrtValue.FromMemory<float>(_rows, slots, frames, 1, shape.RowWidth));
            BindOutput(2, OrtValue.FromMemory<float>(_newHidden, stateShape));
            BindOutput(3, OrtValue.FromMemory<float>(_newCell, stateShape));
        }

        public override int Slots { get; }

        public override int Frames { get; }

        public override void Joint(ReadOnlySpan<PredictorState> states, ReadOnlySpan<float> frames, RunOptions? run)
        {
            Matrix.TransposeEach(frames, Slots, Frames, _shape.EncoderDim, _frames);
            for (int slot = 0; slot < Slots; slot++)
            {
                _targets[slot] = states[slot].Label;
                StateLayout.Gather(states[slot], slot, Slots, _shape, _hidden, _cell);
            }

            _session.Run(_binding, run);
        }

        public override ReadOnlySpan<float> Row(int slot, int frame) =>
            _rows.AsSpan(((slot * Frames) + frame) * _shape.RowWidth, _shape.RowWidth);

        public override void TakeState(int slot, PredictorState state) =>
            StateLayout.Scatter(state, slot, Slots, _shape, _newHidden, _newCell);

        public override void Dispose()
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
}
