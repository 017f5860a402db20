namespace Swictation.Stt.Parakeet.Tests;

[Collection("Allocations")]
public sealed class AllocationTests
{
    [Theory]
    [InlineData("sherpa", 1)]
    [InlineData("sherpa", 4)]
    [InlineData("onnx-asr", 1)]
    [InlineData("onnx-asr", 4)]
    public void A_warm_transducer_allocates_nothing(string layout, int batch)
    {
        ParakeetEngine engine = Engines.Tiny(layout);
        ParakeetModel model = engine.Model;
        TokenScorer scorer = engine.Scorer();
        var phrases = new BoostAutomaton([([20, 134, 7], 3), ([92, 200], 3)]);
        EncodedWindow[] encoded = engine.Recognizer.Encode([.. Spoken.All.Take(batch).Select(engine.Features)], null);
        using var decoder = new TransducerDecoder(model.Transducer!, model.Vocabulary.BlankId, model.MaxSymbolsPerFrame, batch);
        AllocationAssert.Zero(
            () =>
            {
                for (int i = 0; i < encoded.Length; i++)
                    decoder.Utterances[i].Start(encoded[i].Values, encoded[i].Count, model.Vocabulary.BlankId, phrases);
                decoder.Decode(encoded.Length, scorer, null, default);
            },
            iterations: 20);
        Assert.NotEmpty(decoder.Utterances[0].Tokens);
    }

    [Fact]
    public void A_warm_ctc_decoder_allocates_nothing()
    {
        ParakeetEngine engine = Engines.Tiny("ctc");
        TokenScorer scorer = engine.Scorer();
        EncodedWindow encoded = engine.Recognizer.Encode([engine.Features(Spoken.All[0])], null)[0];
        var decoder = new CtcDecoder(engine.Model.Vocabulary.BlankId);
        AllocationAssert.Zero(() => decoder.Decode(encoded.Values.Span, null, scorer), iterations: 50);
        Assert.NotEmpty(decoder.Tokens);
    }

    [Fact]
    public void Warm_features_allocate_nothing()
    {
        var features = new Audio.Features.NemoLogMel(new Audio.Features.NemoLogMelOptions { MelCount = 80 });
        float[] samples = Spoken.All[0];
        int frames = Audio.Features.NemoLogMel.GetFrameCount(samples.Length);
        var values = new float[80 * frames];
        AllocationAssert.Zero(() => features.Compute(samples, values, frames), iterations: 20);
    }
}
