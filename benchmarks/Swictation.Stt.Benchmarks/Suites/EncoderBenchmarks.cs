using BenchmarkDotNet.Attributes;
using Swictation.Stt.Benchmarks.Workload;
using Swictation.Stt.Parakeet;

namespace Swictation.Stt.Benchmarks.Suites;

/// <summary>Features to encoder frames.</summary>
public class EncoderBenchmarks
{
    private Stages _stages = null!;
    private FeatureWindow _features = null!;

    /// <summary>Loads the model and computes the features.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _stages = new Stages(Locations.SherpaModel, BenchmarkSettings.Threads);
        _features = _stages.Features(RecordingSet.LoadOne());
    }

    /// <summary>Unloads the model.</summary>
    [GlobalCleanup]
    public void Cleanup() => _stages.Dispose();

    /// <summary>Encodes one recording.</summary>
    [Benchmark]
    [Covers(AudioScale.OneFile)]
    public object Encode() => _stages.Encode(_features);
}
