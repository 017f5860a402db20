using Swictation.Stt.Onnx;

namespace Swictation.Stt.Parakeet;

/// <summary>
/// Finds out, by trying, whether a graph gives the same for inputs together as for each alone. Exports do not say so, and many do not:
/// see <see cref="BatchSupport"/>.
/// </summary>
internal static class BatchProbe
{
    /// <summary>
    /// The greatest difference, relative to the largest value, that still is rounding. In 32-bit arithmetic the order of additions makes
    /// some 1e-6; padding that is seen makes 1e-2 and more.
    /// </summary>
    private const float Tolerance = 1e-3f;

    private const int LongFrames = 120;
    private const int ShortFrames = 89; // odd, as are 45 and 23: at every halving the last output looks beyond the end

    /// <summary>Tries an encoder. Costs some runs on about a second of noise.</summary>
    /// <param name="encoder">The encoder.</param>
    /// <param name="mels">The number of mel bins.</param>
    public static BatchSupport Try(EncoderNetwork encoder, int mels)
    {
        float[] first = Noise(mels * LongFrames, 1);
        float[] second = Noise(mels * LongFrames, 3); // louder: a scale that is shared by the batch shows
        EncoderOutput alone = encoder.Run(first, 1, mels, LongFrames, [LongFrames], null);
        float[] cut = new float[mels * ShortFrames];
        float[] padded = new float[mels * LongFrames];
        for (int mel = 0; mel < mels; mel++)
        {
            ReadOnlySpan<float> row = first.AsSpan(mel * LongFrames, ShortFrames);
            row.CopyTo(cut.AsSpan(mel * ShortFrames));
            row.CopyTo(padded.AsSpan(mel * LongFrames));
        }

        EncoderOutput shortAlone = encoder.Run(cut, 1, mels, ShortFrames, [ShortFrames], null);
        try
        {
            EncoderOutput together = encoder.Run((float[])[.. first, .. second], 2, mels, LongFrames, [LongFrames, LongFrames], null);
            if (!AreEqual(alone.Frames(0).Span, together.Frames(0).Span))
                return BatchSupport.None;
            together = encoder.Run((float[])[.. second, .. padded], 2, mels, LongFrames, [LongFrames, ShortFrames], null);
            return AreEqual(shortAlone.Frames(0).Span, together.Frames(1).Span) ? BatchSupport.Padded : BatchSupport.EqualLengths;
        }
        catch (OnnxRuntimeException)
        {
            return BatchSupport.None; // exported for one input
        }
    }

    /// <summary>Tries whether the predictor and joint network give the same for two utterances at once.</summary>
    public static bool TryUtterances(TransducerNetwork network)
    {
        try
        {
            float[] alone = Rows(network, slots: 1, frames: 1);
            return AreEqual(alone, Rows(network, slots: 2, frames: 1).AsSpan(0, alone.Length));
        }
        catch (OnnxRuntimeException)
        {
            return false;
        }
    }

    /// <summary>Tries whether the joint network gives the same for several encoder frames at once.</summary>
    public static bool TryFrames(TransducerNetwork network, int frames)
    {
        try
        {
            float[] alone = Rows(network, slots: 1, frames: 1);
            return AreEqual(alone, Rows(network, slots: 1, frames).AsSpan(0, alone.Length));
        }
        catch (OnnxRuntimeException)
        {
            return false;
        }
    }

    /// <summary>Gives deterministic noise of mean 0, about normally distributed.</summary>
    private static float[] Noise(int count, float deviation)
    {
        var noise = new float[count];
        uint state = 1;
        for (int i = 0; i < count; i++)
        {
            float sum = 0;
            for (int k = 0; k < 3; k++)
            {
                state = (1664525 * state) + 1013904223;
                sum += (state / 2147483648f) - 1;
            }

            noise[i] = sum * deviation;
        }

        return noise;
    }

    private static float[] Rows(TransducerNetwork network, int slots, int frames)
    {
        TransducerShape shape = network.Shape;
        float[] noise = Noise(slots * frames * shape.EncoderDim, 1);
        for (int i = shape.EncoderDim; i < noise.Length; i++)
            noise[i] = 3 * noise[i % shape.EncoderDim];
        var states = new PredictorState[slots];
        for (int slot = 0; slot < slots; slot++)
        {
            states[slot] = new PredictorState(shape);
            float[] state = Noise(shape.StateLayers * shape.StateDim, slot == 0 ? 0.2f : 0.6f);
            state.CopyTo(states[slot].Hidden, 0);
            state.CopyTo(states[slot].Cell, 0);
        }

        using PredictorStepper? predictor = network.CreatePredictor(slots);
        using TransducerStepper stepper = network.CreateStepper(slots, frames);
        predictor?.Run(states, null);
        stepper.Joint(states, noise, null);
        var rows = new List<float>();
        for (int slot = 0; slot < slots; slot++)
        {
            for (int frame = 0; frame < frames; frame++)
                rows.AddRange(stepper.Row(slot, frame));
        }

        return [.. rows];
    }

    private static bool AreEqual(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        if (expected.Length != actual.Length)
            return false;
        float scale = 0, difference = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            scale = Math.Max(scale, Math.Abs(expected[i]));
            difference = Math.Max(difference, Math.Abs(expected[i] - actual[i]));
        }

        return difference <= Tolerance * Math.Max(1e-6f, scale);
    }
}
