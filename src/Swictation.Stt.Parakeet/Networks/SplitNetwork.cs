using Swictation.Stt.Onnx;

namespace Swictation.Stt.Parakeet;

/// <summary>Predictor and joint network as graphs of their own: sherpa-onnx's layout. The predictor runs only after a label.</summary>
internal sealed class SplitNetwork : TransducerNetwork
{
    private readonly InferenceSession _predictor;
    private readonly InferenceSession _joiner;

    public SplitNetwork(InferenceSession predictor, InferenceSession joiner, Func<IReadOnlyDictionary<string, string>> encoderMetadata)
    {
        _predictor = predictor;
        _joiner = joiner;
        GraphCheck.Signature(predictor, inputs: 4, outputs: 4, "targets, target_length and two LSTM states");
        GraphCheck.Signature(joiner, inputs: 2, outputs: 1, "encoder_outputs and decoder_outputs");
        GraphCheck.Type(predictor, 0, TensorElementType.Int32);
        int layers = ModelGraph.FixedDimension(predictor.Inputs[2], 0) ?? ModelGraph.PositiveNumber(encoderMetadata(), "pred_rnn_layers")
            ?? throw GraphCheck.Unknown(predictor, "the number of LSTM layers");
        int width = ModelGraph.FixedDimension(predictor.Inputs[2], 2) ?? ModelGraph.PositiveNumber(encoderMetadata(), "pred_hidden")
            ?? throw GraphCheck.Unknown(predictor, "the width of the LSTM state");
        int encoderDim = ModelGraph.FixedDimension(joiner.Inputs[0], 1) ?? throw GraphCheck.Unknown(joiner, "the width of an encoder frame");
        int predictorDim = ModelGraph.FixedDimension(joiner.Inputs[1], 1) ?? width;
        var shape = new TransducerShape(encoderDim, predictorDim, layers, width, RowWidth: 0);

        // The row's width is often free in the graph, so one step on zeros tells it, and whether the two graphs fit together.
        using OrtValue frame = GraphCheck.Zeros(1, encoderDim, 1);
        using OrtValue output = GraphCheck.Zeros(1, predictorDim, 1);
        Shape = shape with { RowWidth = (int)GraphCheck.OutputShape(joiner, [frame, output])[^1] };
        CheckPredictor();
        Probe(ModelGraph.FixedDimension(joiner.Inputs[0], 2) is null);
    }

    public override TransducerShape Shape { get; }

    public override TransducerStepper CreateStepper(int slots, int frames) => new Stepper(_joiner, Shape, slots, frames);

    public override PredictorStepper CreatePredictor(int slots) => new(_predictor, Shape, slots);

    public override void Dispose()
    {
        _predictor.Dispose();
        _joiner.Dispose();
    }

    private void CheckPredictor()
    {
        int[] one = [1], zero = [0];
        using OrtValue target = OrtValue.FromMemory<int>(zero, 1, 1);
        using OrtValue length = OrtValue.FromMemory<int>(one, 1);
        using OrtValue hidden = GraphCheck.Zeros(Shape.StateLayers, 1, Shape.StateDim);
        using OrtValue cell = GraphCheck.Zeros(Shape.StateLayers, 1, Shape.StateDim);
        long[] given = GraphCheck.OutputShape(_predictor, [target, length, hidden, cell]);
        if (given.Length != 3 || given[1] != Shape.PredictorDim)
        {
            throw new ModelLayoutException(
                $"{_predictor.ModelPath} gives [{string.Join(", ", given)}], but {_joiner.ModelPath} takes {Shape.PredictorDim} values: the files are of different models. " +
                "Get all files from one source.",
                _predictor.ModelPath);
        }
    }

    private sealed class Stepper : TransducerStepper
    {
        private readonly BoundGraph _graph;
        private readonly TransducerShape _shape;
        private readonly float[] _frames;
        private readonly float[] _outputs;
        private readonly float[] _rows;

        public Stepper(InferenceSession joiner, TransducerShape shape, int slots, int frames)
        {
            _graph = new BoundGraph(joiner);
            _shape = shape;
            Slots = slots;
            Frames = frames;
            _frames = _graph.Input<float>(0, slots, shape.EncoderDim, frames);
            _outputs = _graph.Input<float>(1, slots, shape.PredictorDim, 1);
            _rows = _graph.Output<float>(0, slots, frames, 1, shape.RowWidth);
        }

        public override int Slots { get; }

        public override int Frames { get; }

        public override void Joint(ReadOnlySpan<PredictorState> states, ReadOnlySpan<float> frames, RunOptions? run)
        {
            Matrix.TransposeEach(frames, Slots, Frames, _shape.EncoderDim, _frames);
            for (int slot = 0; slot < Slots; slot++)
                states[slot].Output.CopyTo(_outputs, slot * _shape.PredictorDim);
            _graph.Run(run);
        }

        public override ReadOnlySpan<float> Row(int slot, int frame) =>
            _rows.AsSpan(((slot * Frames) + frame) * _shape.RowWidth, _shape.RowWidth);

        public override void TakeState(int slot, PredictorState state)
        {
            // The predictor has not run on the new label yet.
        }

        public override void Dispose() => _graph.Dispose();
    }
}
