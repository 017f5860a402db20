using Swictation.Stt.Audio;

namespace Swictation.Stt;

/// <summary>Makes mono samples at the engine's rate of a source's frames.</summary>
internal sealed class RateConverter
{
    private const int FlushBlock = 4096;

    private readonly int _channels;
    private readonly Resampler _resampler;
    private float[] _mono = [];
    private float[] _output = new float[FlushBlock];

    public RateConverter(int channels, int inputRate, int outputRate)
    {
        _channels = channels;
        _resampler = new Resampler(inputRate, outputRate);
    }

    /// <summary>Converts whole frames.</summary>
    /// <returns>The samples that they complete; valid until the next call.</returns>
    public ReadOnlyMemory<float> Convert(ReadOnlySpan<float> interleaved)
    {
        int frames = interleaved.Length / _channels;
        Grow(ref _mono, frames);
        ChannelMixer.Average(interleaved, _channels, _mono);
        Grow(ref _output, _resampler.GetMaxOutput(frames));
        int count = _resampler.Process(_mono.AsSpan(0, frames), _output, out _);
        return _output.AsMemory(0, count);
    }

    /// <summary>Gives what still waits for audio that does not come. To be called until it gives nothing.</summary>
    public ReadOnlyMemory<float> Flush() => _output.AsMemory(0, _resampler.Flush(_output));

    private static void Grow(ref float[] buffer, int length)
    {
        if (buffer.Length < length)
            buffer = new float[length];
    }
}
