namespace Swictation.Stt;

/// <summary>Measures how loud the audio is, interval by interval. Intervals begin at the start of the audio, or where it goes on after a gap.</summary>
/// <param name="interval">The length of an interval in samples; 0 for none.</param>
internal sealed class LevelMeter(long interval)
{
    private const double FloorDb = -100;

    private long _count;
    private double _sum;
    private float _peak;

    /// <summary>Gets how many samples are missing until the interval is over.</summary>
    public long Missing => interval == 0 ? long.MaxValue : interval - _count;

    public bool IsDue => Missing == 0;

    public void Add(ReadOnlySpan<float> samples)
    {
        if (interval == 0)
            return;
        // One by one in double precision: the sum does not depend on how the samples were cut into blocks.
        foreach (float sample in samples)
        {
            _sum += (double)sample * sample;
            _peak = MathF.Max(_peak, MathF.Abs(sample));
        }

        _count += samples.Length;
    }

    /// <summary>Gives the level of the interval, in dB relative to full scale, and begins the next.</summary>
    public (float Rms, float Peak) Take()
    {
        (float, float) level = (Decibels(_sum / _count, 10), Decibels(_peak, 20));
        Reset();
        return level;
    }

    public void Reset() => (_count, _sum, _peak) = (0, 0, 0);

    private static float Decibels(double value, double factor) => (float)Math.Max(FloorDb, factor * Math.Log10(value));
}
