using BenchmarkDotNet.Attributes;
using Swictation.Stt.Audio;
using Swictation.Stt.Benchmarks.Workload;

namespace Swictation.Stt.Benchmarks.Suites;

/// <summary>Rates that microphones and files have, to the 16 kHz of the models.</summary>
public class ResampleBenchmarks
{
    private Resampler _resampler = null!;
    private float[] _input = [];
    private float[] _output = [];

    /// <summary>Gets or sets the rate of the input.</summary>
    [Params(48000, 44100)]
    public int InputRate { get; set; }

    /// <summary>Prepares the input.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var up = new Resampler(16000, InputRate);
        float[] samples = RecordingSet.LoadOne().Samples;
        _input = new float[up.OutputCount(samples.Length)];
        int written = up.Process(samples, _input, out _);
        while (written < _input.Length && up.Flush(_input.AsSpan(written)) is > 0 and int more)
            written += more;
        _resampler = new Resampler(InputRate, 16000);
        _output = new float[samples.Length + 1];
    }

    /// <summary>Converts one recording.</summary>
    [Benchmark]
    [Covers(AudioScale.OneFile)]
    public int Resample()
    {
        _resampler.Reset();
        int written = _resampler.Process(_input, _output, out _);
        return written + _resampler.Flush(_output.AsSpan(written));
    }
}
