namespace Swictation.Stt.Parakeet.Tests;

/// <summary>
/// A transducer whose scores are drawn from a hash of the labels so far and of the encoder frame, so that any mistake in what it is given
/// gives other scores.
/// </summary>
internal sealed class ScriptedNetwork : TransducerNetwork
{
    private readonly int _tokens;
    private readonly int _durations;
    private readonly double _blankBias;
    private readonly double _zeroBias;
    private readonly bool _sharesBatch;
    private readonly bool _sharesFrames;

    /// <summary>Initializes a new instance.</summary>
    /// <param name="tokens">Tokens without the blank; the last is never likely.</param>
    /// <param name="durations">Durations; 0 for RNNT.</param>
    /// <param name="blankBias">What the blank's score has more.</param>
    /// <param name="zeroBias">What the score of duration 0 has more.</param>
    /// <param name="sharesBatch">Whether utterances spoil each other's scores.</param>
    /// <param name="sharesFrames">Whether frames of one step spoil each other's scores.</param>
    public ScriptedNetwork(
        int tokens, int durations, double blankBias, double zeroBias, bool sharesBatch = false, bool sharesFrames = false)
    {
        (_tokens, _durations, _blankBias, _zeroBias) = (tokens, durations, blankBias, zeroBias);
        (_sharesBatch, _sharesFrames) = (sharesBatch, sharesFrames);
        Shape = new TransducerShape(EncoderDim: 2, PredictorDim: 1, StateLayers: 1, StateDim: 1, RowWidth: tokens + 1 + durations);
        Probe(hasFreeFrames: true);
    }

    public override TransducerShape Shape { get; }

    public override TransducerStepper CreateStepper(int slots, int frames) => new Stepper(this, slots, frames);

    /// <summary>Runs inside <see cref="TransducerStepper.Joint"/>: the test needs no predictor graph.</summary>
    public override PredictorStepper? CreatePredictor(int slots) => null;

    public override void Dispose()
    {
    }

    /// <summary>The state after a label, in [0, 1).</summary>
    public static float Next(float state, int label) => (float)((((state * 7919) + (label * 0.61803398875) + 0.1234) % 1 + 1) % 1);

    public float[] Scores(float state, ReadOnlySpan<float> frame)
    {
        var random = new Random(HashCode.Combine(BitConverter.SingleToInt32Bits(state), BitConverter.SingleToInt32Bits(frame[0]), 17));
        var row = new float[Shape.RowWidth];
        for (int i = 0; i < row.Length; i++)
            row[i] = (float)(random.NextDouble() * 10);
        row[_tokens - 1] = -1000;
        row[_tokens] += (float)_blankBias;
        if (_durations > 0)
            row[_tokens + 1] += (float)_zeroBias;
        return row;
    }

    private sealed class Stepper(ScriptedNetwork network, int slots, int frames) : TransducerStepper
    {
        private readonly float[][] _rows = new float[slots * frames][];
        private readonly float[] _new = new float[slots];

        public override int Slots => slots;

        public override int Frames => frames;

        public override void Joint(ReadOnlySpan<PredictorState> states, ReadOnlySpan<float> encoded, Onnx.RunOptions? run)
        {
            for (int slot = 0; slot < slots; slot++)
            {
                _new[slot] = Next(states[slot].Hidden[0], states[slot].Label);
                for (int frame = 0; frame < frames; frame++)
                {
                    float[] row = network.Scores(_new[slot], encoded.Slice(((slot * frames) + frame) * 2, 2));
                    if ((network._sharesBatch && slots > 1) || (network._sharesFrames && frames > 1))
                        row[0] += 5;
                    _rows[(slot * frames) + frame] = row;
                }
            }
        }

        public override ReadOnlySpan<float> Row(int slot, int frame) => _rows[(slot * frames) + frame];

        public override void TakeState(int slot, PredictorState state) => state.Hidden[0] = _new[slot];

        public override void Dispose()
        {
        }
    }
}
