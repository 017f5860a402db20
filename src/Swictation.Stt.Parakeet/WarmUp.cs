using Swictation.Stt.Audio.Features;
using Swictation.Stt.Onnx;

namespace Swictation.Stt.Parakeet;

/// <summary>
/// Runs features, decoder and text once on next to nothing while the encoder loads on another thread: the first transcription then finds
/// its code compiled, and start-up is shorter by that.
/// </summary>
internal static class WarmUp
{
    private const int SampleCount = 3200;
    private const int FrameCount = 2;

    /// <summary>Runs everything once.</summary>
    /// <returns>What the decoder's graphs said against the vocabulary, or null where they fit.</returns>
    public static OnnxRuntimeException? Run(TransducerNetwork? transducer, Vocabulary vocabulary)
    {
        var features = new NemoLogMel(new NemoLogMelOptions { MelCount = 80 });
        int frames = NemoLogMel.GetFrameCount(SampleCount);
        features.Compute(new float[SampleCount], new float[features.MelCount * frames], frames);

        TimedToken[] tokens = [new TimedToken(0, 0, 1, 0, 1), new TimedToken(vocabulary.Size - 1, 1, 2, 0, 1)];
        new TranscriptionBuilder(vocabulary, NemoLogMel.SampleRate).Build(tokens, SampleCount, TranscribeOptions.Default, language: null);
        var scorer = new TokenScorer(ConfidenceMethod.TsallisEntropy, vocabulary.Size + 1);
        scorer.Score(new float[vocabulary.Size + 1], 0, new float[vocabulary.Size + 1]);
        return transducer is null || transducer.Shape.RowWidth <= vocabulary.Size ? null : Decode(transducer, vocabulary, scorer);
    }

    private static OnnxRuntimeException? Decode(TransducerNetwork transducer, Vocabulary vocabulary, TokenScorer scorer)
    {
        try
        {
            using var decoder = new TransducerDecoder(transducer, vocabulary.BlankId, maxSymbols: 1, capacity: 1);
            decoder.Utterances[0].Start(new float[FrameCount * transducer.Shape.EncoderDim], FrameCount, vocabulary.BlankId, phrases: null);
            decoder.Decode(1, scorer, run: null, CancellationToken.None);
            return null;
        }
        catch (OnnxRuntimeException exception)
        {
            return exception; // such as a blank that the predictor's embedding does not have
        }
    }
}
