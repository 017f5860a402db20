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
        int encoderDim = ModelGraph.FixedDimension(session.Inputs[0], 1) ?? throw GraphCheck.Unknown(session, "the width of an encoder frame");
        int layers = ModelGraph.FixedDimension(session.Inputs[3], 0) ?? throw GraphCheck.Unknown(session, "the number of LSTM layers");
        int width = ModelGraph.FixedDimension(session.Inputs[3], 2) ?? throw GraphCheck.Unknown(session, "the width of the LSTM state");

        using OrtValue frame = GraphCheck.Zeros(1, encoderDim, 1);
        using OrtValue target = OrtValue.FromMemory<int>(new int[1], 1, 1);
        int[] ones = [1];
        using OrtValue length = OrtValue.FromMemory<int>(ones, 1);
        using OrtValue hidden = GraphCheck.Zeros(layers, 1, width);
        using OrtValue cell = GraphCheck.Zeros(layers, 1, width);
        int row = (int)GraphCheck.OutputShape(session, [frame, target, length, hidden, cell])[^1];
        Shape = new TransducerShape(encoderDim, PredictorDim: 0, layers, width, row);
        Probe(ModelGraph.FixedDimension(session.Inputs[0], 2) is null);
    }

    public override TransducerShape Shape { get; }

    public override TransducerStepper CreateStepper(int slots, int frames) => new Stepper(_session, Shape, slots, frames);

    public override PredictorStepper? CreatePredictor(int slots) => null;

    public override void Dispose() => _session.Dispose();

    private sealed class Stepper : TransducerStepper
    {
        private readonly BoundGraph _graph;
        private readonly TransducerShape _shape;
        private readonly float[] _frames;
        private readonly int[] _targets;
        private readonly float[] _hidden;
        private readonly float[] _cell;
        private readonly float[] _rows;
        private readonly float[] _newHidden;
        private readonly float[] _newCell;

        public Stepper(InferenceSession session, TransducerShape shape, int slots, int frames)
        {
            _graph = new BoundGraph(session);
            _shape = shape;
            Slots = slots;
            Frames = frames;
            ReadOnlySpan<long> state = [shape.StateLayers, slots, shape.StateDim];
            _frames = _graph.Input<float>(0, slots, shape.EncoderDim, frames);
            _targets = _graph.Input<int>(1, slots, 1);
            Array.Fill(_graph.Input<int>(2, slots), 1);
            _hidden = _graph.Input<float>(3, state);
            _cell = _graph.Input<float>(4, state);
            _rows = _graph.Output<float>(0, slots, frames, 1, shape.RowWidth);
            _newHidden = _graph.Output<float>(2, state);
            _newCell = _graph.Output<float>(3, state);
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

            _graph.Run(run);
        }

        public override ReadOnlySpan<float> Row(int slot, int frame) =>
            _rows.AsSpan(((slot * Frames) + frame) * _shape.RowWidth, _shape.RowWidth);

        public override void TakeState(int slot, PredictorState state) =>
            StateLayout.Scatter(state, slot, Slots, _shape, _newHidden, _newCell);

        public override void Dispose() => _graph.Dispose();
    }
}
