using Swictation.Stt.Audio.Features;

namespace Swictation.Stt.Parakeet;

/// <summary>
/// Runs features, decoder and text once on next to nothing while the encoder loads on another thread: the first transcription then finds
/// its code compiled, and start-up is shorter by that.
/// </summary>
internal static class WarmUp
{
    private const int SampleCount = 3200;
    private const int FrameCount = 2;

    public static void Run(TransducerNetwork? transducer, Vocabulary vocabulary)
    {
        var features = new NemoLogMel(new NemoLogMelOptions { MelCount = 80 });
        int frames = NemoLogMel.GetFrameCount(SampleCount);
        features.Compute(new float[SampleCount], new float[features.MelCount * frames], frames);

        var scorer = new TokenScorer(ConfidenceMethod.TsallisEntropy, vocabulary.Size + 1);
        scorer.Score(new float[vocabulary.Size + 1], 0, new float[vocabulary.Size + 1]);
        if (transducer is not null)
        {
            using var decoder = new TransducerDecoder(transducer, vocabulary.BlankId, maxSymbols: 1, capacity: 1);
            decoder.Utterances[0].Start(new float[FrameCount * transducer.Shape.EncoderDim], FrameCount, vocabulary.BlankId, phrases: null);
            decoder.Decode(1, scorer, run: null, CancellationToken.None);
        }

        TimedToken[] tokens = [new TimedToken(0, 0, 1, 0, 1), new TimedToken(vocabulary.Size - 1, 1, 2, 0, 1)];
        new TranscriptionBuilder(vocabulary, NemoLogMel.SampleRate).Build(tokens, SampleCount, TranscribeOptions.Default, language: null);
    }
}
