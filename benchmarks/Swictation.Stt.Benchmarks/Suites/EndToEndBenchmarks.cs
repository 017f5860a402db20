using BenchmarkDotNet.Attributes;
using Swictation.Stt.Benchmarks.Workload;

namespace Swictation.Stt.Benchmarks.Suites;

/// <summary>Samples to text.</summary>
public class EndToEndBenchmarks
{
    private Stages _stages = null!;
    private float[] _one = [];
    private float[][] _all = [];
    private ReadOnlyMemory<float>[] _batch = [];

    /// <summary>Loads the model and the recordings.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _stages = new Stages(Locations.SherpaModel, BenchmarkSettings.Threads);
        _one = RecordingSet.LoadOne().Samples;
        _all = [.. RecordingSet.Load().Select(static recording => recording.Samples)];
        _batch = [.. _all.Select(static samples => (ReadOnlyMemory<float>)samples)];
    }

    /// <summary>Unloads the model.</summary>
    [GlobalCleanup]
    public void Cleanup() => _stages.Dispose();

    /// <summary>Transcribes one recording.</summary>
    [Benchmark]
    [Covers(AudioScale.OneFile)]
    public string OneFile() => _stages.Engine.Transcribe(_one).Text;

    /// <summary>Transcribes all recordings, one after the other.</summary>
    [Benchmark]
    [Covers(AudioScale.AllFiles)]
    public int AllFiles()
    {
        int length = 0;
        foreach (float[] samples in _all)
            length += _stages.Engine.Transcribe(samples).Text.Length;
        return length;
    }

    /// <summary>Transcribes all recordings in one call.</summary>
    [Benchmark]
    [Covers(AudioScale.AllFiles)]
    public int AllFilesInBatches() => _stages.Engine.Transcribe(_batch).Count;
}
