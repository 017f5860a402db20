namespace Swictation.Stt.Parakeet;

/// <summary>The predictor and joint network of a transducer, in either layout. Safe for concurrent use; steppers are not.</summary>
internal abstract class TransducerNetwork : IDisposable
{
    /// <summary>
    /// Most steps end in a blank, which leaves the predictor as it is, so that the scores of the next frames hold good and cost little
    /// more in the same run.
    /// </summary>
    private const int FramesAtOnce = 4;

    public abstract TransducerShape Shape { get; }

    /// <summary>Gets whether several utterances at once give what each gives alone.</summary>
    public bool BatchesExactly { get; private set; }

    /// <summary>Gets how many encoder frames of an utterance a step takes at once: 1 where more would change the scores.</summary>
    public int FramesPerStep { get; private set; } = 1;

    /// <summary>Makes the buffers and bindings for a number of utterances at once.</summary>
    /// <param name="slots">The number of utterances.</param>
    /// <param name="frames">The number of encoder frames of each.</param>
    public abstract TransducerStepper CreateStepper(int slots, int frames);

    /// <summary>Makes the predictor for a number of utterances at once, or gives null where the joint graph contains it.</summary>
    public abstract PredictorStepper? CreatePredictor(int slots);

    public abstract void Dispose();

    /// <summary>Finds out what can be run at once; called last by constructors.</summary>
    /// <param name="hasFreeFrames">Whether the joint network leaves the number of encoder frames free.</param>
    protected void Probe(bool hasFreeFrames)
    {
        BatchesExactly = BatchProbe.TryUtterances(this);
        FramesPerStep = hasFreeFrames && BatchProbe.TryFrames(this, FramesAtOnce) ? FramesAtOnce : 1;
    }
}
