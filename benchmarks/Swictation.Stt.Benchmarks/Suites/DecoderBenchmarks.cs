using BenchmarkDotNet.Attributes;
using Swictation.Stt.Benchmarks.Workload;
using Swictation.Stt.Parakeet;

namespace Swictation.Stt.Benchmarks.Suites;

/// <summary>Encoder frames to tokens.</summary>
public class DecoderBenchmarks
{
    private Stages _stages = null!;
    private EncodedWindow[] _encoded = null!;

    /// <summary>Gets or sets the layout of the model.</summary>
    [Params(TransducerLayout.Split, TransducerLayout.Fused)]
    public TransducerLayout Layout { get; set; }

    /// <summary>Loads the model and encodes the recording.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _stages = new Stages(Layout == TransducerLayout.Split ? Locations.SherpaModel : Locations.OnnxAsrModel, BenchmarkSettings.Threads);
        _encoded = _stages.Encode(_stages.Features(RecordingSet.LoadOne()));
    }

    /// <summary>Unloads the model.</summary>
    [GlobalCleanup]
    public void Cleanup() => _stages.Dispose();

    /// <summary>Decodes one recording.</summary>
    [Benchmark]
    [Covers(AudioScale.OneFile)]
    public int Decode() => _stages.Decode(_encoded);
}
