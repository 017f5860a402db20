using System.Numerics.Tensors;
using Swictation.Stt.Onnx;

namespace Swictation.Stt.Parakeet;

/// <summary>
/// Greedy decoding of TDT and RNNT models over a batch, with the rules of NeMo's label-looping decoder
/// (<c>nemo/collections/asr/parts/submodules/transducer_decoding/tdt_label_looping.py</c>): a blank of duration 0 advances one frame,
/// no more than a given number of labels share a frame, and nothing past the valid frames is decoded.
/// </summary>
/// <remarks>Not safe for concurrent use; an engine keeps a pool. A warm decode allocates nothing.</remarks>
internal sealed class TransducerDecoder : IDisposable
{
    private readonly TransducerNetwork _network;
    private readonly TransducerShape _shape;
    private readonly int _blank;
    private readonly int _durations;
    private readonly int _maxSymbols;
    private readonly int _framesPerStep;
    private readonly TransducerStepper?[] _steppers;
    private readonly PredictorStepper?[] _predictors;
    private readonly PredictorState[] _states;
    private readonly Utterance[] _alive;
    private readonly float[] _frames;
    private readonly float[] _scratch;

    /// <summary>Initializes a new instance.</summary>
    /// <param name="network">Predictor and joint network; not owned.</param>
    /// <param name="blank">The number of the blank, which is the number of real tokens.</param>
    /// <param name="maxSymbols">The largest number of labels at one frame.</param>
    /// <param name="capacity">The largest batch.</param>
    public TransducerDecoder(TransducerNetwork network, int blank, int maxSymbols, int capacity)
    {
        _network = network;
        _shape = network.Shape;
        _blank = blank;
        _durations = _shape.RowWidth - blank - 1;
        _maxSymbols = maxSymbols;
        _steppers = new TransducerStepper?[capacity + 1];
        _predictors = new PredictorStepper?[capacity + 1];
        _states = new PredictorState[capacity];
        _alive = new Utterance[capacity];
        _framesPerStep = network.FramesPerStep;
        _frames = new float[capacity * _framesPerStep * _shape.EncoderDim];
        _scratch = new float[blank + 1];
        Utterances = new Utterance[capacity];
        for (int i = 0; i < capacity; i++)
            Utterances[i] = new Utterance(_shape);
    }

    /// <summary>Gets the places for utterances; start as many as there are, then <see cref="Decode"/>.</summary>
    public Utterance[] Utterances { get; }

    public int Capacity => Utterances.Length;

    /// <summary>Decodes the first <paramref name="count"/> utterances to their ends.</summary>
    /// <param name="count">How many were started.</param>
    /// <param name="scorer">Gives probabilities and confidences.</param>
    /// <param name="run">How to stop.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    public void Decode(int count, TokenScorer scorer, RunOptions? run, CancellationToken cancellationToken)
    {
        if (_network.BatchesExactly)
        {
            DecodeTogether(Utterances.AsSpan(0, count), scorer, run, cancellationToken);
            return;
        }

        for (int i = 0; i < count; i++)
            DecodeTogether(Utterances.AsSpan(i, 1), scorer, run, cancellationToken);
    }

    public void Dispose()
    {
        foreach (TransducerStepper? stepper in _steppers)
            stepper?.Dispose();
        foreach (PredictorStepper? predictor in _predictors)
            predictor?.Dispose();
    }

    private void DecodeTogether(ReadOnlySpan<Utterance> utterances, TokenScorer scorer, RunOptions? run, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int alive = GatherAlive(utterances);
            if (alive == 0)
                return;
            RunPredictor(alive, run);
            RunJoint(alive, run);
            for (int slot = 0; slot < alive; slot++)
                Take(_alive[slot], slot, _steppers[alive]!, scorer);
        }
    }

    private int GatherAlive(ReadOnlySpan<Utterance> utterances)
    {
        int alive = 0;
        foreach (Utterance utterance in utterances)
        {
            if (!utterance.IsAlive && !utterance.MoreFollows && utterance.Boost.Finish() == BoostTracker.Verdict.RollBack)
                utterance.RollBack();
            if (utterance.IsAlive)
                _alive[alive++] = utterance;
        }

        return alive;
    }

    private void RunPredictor(int alive, RunOptions? run)
    {
        int waiting = 0;
        for (int i = 0; i < alive; i++)
        {
            if (_alive[i].AwaitsPredictor)
            {
                _alive[i].AwaitsPredictor = false;
                _states[waiting++] = _alive[i].State;
            }
        }

        if (waiting == 0)
            return;
        PredictorStepper? predictor = _predictors[waiting] ??= _network.CreatePredictor(waiting);
        predictor?.Run(_states.AsSpan(0, waiting), run);
    }

    private void RunJoint(int alive, RunOptions? run)
    {
        int width = _shape.EncoderDim;
        for (int slot = 0; slot < alive; slot++)
        {
            _states[slot] = _alive[slot].State;
            int count = Math.Min(_framesPerStep, _alive[slot].FrameCount - _alive[slot].Frame);
            _alive[slot].Frames.Span.Slice(_alive[slot].Frame * width, count * width).CopyTo(_frames.AsSpan(slot * _framesPerStep * width));
        }

        TransducerStepper stepper = _steppers[alive] ??= _network.CreateStepper(alive, _framesPerStep);
        stepper.Joint(_states.AsSpan(0, alive), _frames.AsSpan(0, alive * _framesPerStep * width), run);
    }

    /// <summary>Goes through the blanks at the frames of a step to the first label, which makes the scores behind it void.</summary>
    private void Take(Utterance utterance, int slot, TransducerStepper stepper, TokenScorer scorer)
    {
        int first = utterance.Frame;
        int end = Math.Min(first + _framesPerStep, utterance.FrameCount);
        while (utterance.Frame < end)
        {
            ReadOnlySpan<float> row = stepper.Row(slot, utterance.Frame - first);
            if (TakeBlank(utterance, row, out int best, out int duration))
            {
                if (utterance.RestartAfterPause(_blank))
                    return;
                continue;
            }

            TakeLabel(utterance, slot, stepper, row[..(_blank + 1)], best, duration, scorer);
            return;
        }
    }

    private bool TakeBlank(Utterance utterance, ReadOnlySpan<float> row, out int best, out int duration)
    {
        ReadOnlySpan<float> scores = row[..(_blank + 1)];

        // Both choices are made on the raw slices: a softmax over the whole row can underflow the durations to nothing.
        best = TensorPrimitives.IndexOfMax(scores);
        if (!float.IsFinite(scores[best]))
            throw ModelOutput.NotANumber(utterance.FirstFrame + utterance.Frame);
        duration = _durations == 0 ? 0 : TensorPrimitives.IndexOfMax(row[(_blank + 1)..]);
        if (best != _blank)
            return false;
        utterance.Frame += Math.Max(1, duration);
        utterance.SymbolsAtFrame = 0;
        return true;
    }

    private void TakeLabel(
        Utterance utterance, int slot, TransducerStepper stepper, ReadOnlySpan<float> scores, int best, int duration, TokenScorer scorer)
    {
        int token = utterance.Boost.Choose(scores, best, out bool beginsTrial, out _);
        if (beginsTrial)
            utterance.BeginTrial();
        (float logProbability, float confidence) = scorer.Score(scores, token, _scratch);
        utterance.Tokens.Add(new DecodedToken(token, utterance.FirstFrame + utterance.Frame, duration, logProbability, confidence));
        stepper.TakeState(slot, utterance.State);
        utterance.State.Label = token;
        utterance.AwaitsPredictor = true;

        int advance = duration;
        if (advance == 0 && ++utterance.SymbolsAtFrame >= _maxSymbols)
            advance = 1;
        utterance.Advance(advance);
        if (advance > 0)
            utterance.SymbolsAtFrame = 0;
        if (utterance.Boost.Accept(token) == BoostTracker.Verdict.RollBack)
            utterance.RollBack();
    }
}
