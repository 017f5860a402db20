using Swictation.Stt.Parakeet;

namespace Swictation.Stt.Benchmarks.Workload;

/// <summary>The engine's stages, one by one. What of its inside the benchmarks touch is touched here only.</summary>
internal sealed class Stages : IDisposable
{
    private readonly TokenScorer _scorer;

    public Stages(string model, int threads)
    {
        Engine = ParakeetEngine.Load(model, new ParakeetOptions { Threads = threads });
        _scorer = new TokenScorer(TranscribeOptions.Default.ConfidenceMethod, Engine.Info.VocabularySize + 1);
    }

    public ParakeetEngine Engine { get; }

    public FeatureWindow Features(Recording recording)
    {
        (float[] features, int frames) = Engine.Recognizer.ComputeFeatures(recording.Samples);
        return new FeatureWindow(0, new AudioWindow(0, recording.Samples.Length, ContinuesPrevious: false), features, frames);
    }

    public EncodedWindow[] Encode(FeatureWindow features) => Engine.Recognizer.Encode([features], null);

    /// <summary>Decodes and gives the number of tokens.</summary>
    public int Decode(EncodedWindow[] encoded) => Engine.Recognizer.Decode(encoded, _scorer, null, null, CancellationToken.None)[0].Length;

    public void Dispose() => Engine.Dispose();
}
