using BenchmarkDotNet.Attributes;
using Swictation.Stt.Benchmarks.Workload;

namespace Swictation.Stt.Benchmarks.Suites;

/// <summary>Samples to normalised log-mel features.</summary>
public class FeatureBenchmarks
{
    private FrontEnd _frontEnd = null!;
    private float[] _samples = [];

    /// <summary>Gets or sets the kind of features.</summary>
    [Params(FrontEndKind.Nemo80, FrontEndKind.Nemo128, FrontEndKind.Whisper80)]
    public FrontEndKind Kind { get; set; }

    /// <summary>Prepares the samples.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _samples = RecordingSet.LoadOne().Samples;
        _frontEnd = new FrontEnd(Kind, _samples.Length);
    }

    /// <summary>Computes the features of one recording.</summary>
    [Benchmark]
    [Covers(AudioScale.OneFile)]
    public float Features() => _frontEnd.Compute(_samples);
}
