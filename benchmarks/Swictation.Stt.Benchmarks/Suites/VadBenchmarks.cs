using BenchmarkDotNet.Attributes;
using Swictation.Stt.Benchmarks.Workload;
using Swictation.Stt.Vad;

namespace Swictation.Stt.Benchmarks.Suites;

/// <summary>Samples to probabilities of speech, and to utterances, with the model that comes with the library and with Silero v6 where it is.</summary>
public class VadBenchmarks
{
    private float[] _samples = [];
    private SileroVad _model = null!;
    private SileroVadStream _stream = null!;
    private SpeechSegmenter _segmenter = null!;

    /// <summary>Gets or sets the model.</summary>
    [ParamsSource(nameof(Models))]
    public VadModel Model { get; set; }

    /// <summary>Gets the models that are here.</summary>
    public static IEnumerable<VadModel> Models => Locations.HasSileroModel ? [VadModel.Tiny, VadModel.Silero] : [VadModel.Tiny];

    /// <summary>Loads the model.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _samples = RecordingSet.LoadOne().Samples;
        _model = SileroVad.Load(Model == VadModel.Tiny ? null : Locations.SileroModel);
        _stream = _model.OpenStream();
        _segmenter = new SpeechSegmenter(_stream);
    }

    /// <summary>Unloads the model.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        _stream.Dispose();
        _model.Dispose();
    }

    /// <summary>Detects speech in the whole windows of one recording.</summary>
    [Benchmark]
    [Covers(AudioScale.OneFile)]
    public float Probabilities()
    {
        float sum = 0;
        for (int at = 0; at + _stream.WindowLength <= _samples.Length; at += _stream.WindowLength)
            sum += _stream.Process(_samples.AsSpan(at, _stream.WindowLength));
        return sum;
    }

    /// <summary>Cuts one recording into utterances.</summary>
    [Benchmark]
    [Covers(AudioScale.OneFile)]
    public long Utterances()
    {
        _segmenter.Reset();
        _segmenter.Push(_samples, SilentSink.Instance);
        _segmenter.Complete(SilentSink.Instance);
        return _segmenter.Position;
    }

    private sealed class SilentSink : ISpeechSink
    {
        public static SilentSink Instance { get; } = new();

        public void SpeechStarted(long position, long audioStart)
        {
        }

        public void Speech(ReadOnlySpan<float> samples)
        {
        }

        public void SpeechEnded(long position, SpeechEndReason reason)
        {
        }
    }
}
