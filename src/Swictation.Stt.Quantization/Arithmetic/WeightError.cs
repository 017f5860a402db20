namespace Swictation.Stt.Quantization;

/// <summary>What rounding does to weights, summed up while they are written.</summary>
internal sealed class WeightError
{
    private double _signal;
    private double _noise;

    /// <summary>Gets the ratio of signal to noise in decibels; infinite where nothing was lost, null where nothing was measured.</summary>
    public double? SignalToNoise => _signal == 0 ? null : _noise == 0 ? double.PositiveInfinity : 10 * Math.Log10(_signal / _noise);

    public void Add(double signal, double noise)
    {
        _signal += signal;
        _noise += noise;
    }
}
