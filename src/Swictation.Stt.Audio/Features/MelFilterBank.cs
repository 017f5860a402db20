namespace Swictation.Stt.Audio.Features;

/// <summary>
/// A bank of triangular mel filters on the Slaney scale with Slaney normalisation, as NeMo and Whisper use it, stored without its zeros.
/// </summary>
/// <remarks>
/// The formulas are those of librosa's <c>filters.mel</c> with <c>htk=False, norm="slaney"</c>: below 1000 Hz mel = 3 f / 200, above it
/// mel = 15 + 27 ln(f / 1000) / ln 6.4; the filters' corners are equally spaced mels, and each triangle is scaled by
/// 2 / (upper corner - lower corner) in hertz. Weights are computed in double precision and rounded once. Immutable and safe for
/// concurrent use.
/// </remarks>
public sealed class MelFilterBank
{
    private const double HertzPerMel = 200.0 / 3;
    private const double BreakHertz = 1000;
    private const double BreakMel = BreakHertz / HertzPerMel;
    private static readonly double LogStep = Math.Log(6.4) / 27;

    private readonly int[] _firstBins;
    private readonly int[] _offsets;
    private readonly float[] _weights;

    /// <summary>Creates the bank.</summary>
    /// <param name="melCount">The number of filters, 1 to 256; NeMo and Whisper models use 80 or 128.</param>
    /// <param name="fftSize">The size of the Fourier transform in samples, even and at least 4: 512 for NeMo, 400 for Whisper.</param>
    /// <param name="sampleRate">The sample rate in hertz.</param>
    /// <param name="minimumHertz">The lower corner of the lowest filter in hertz.</param>
    /// <param name="maximumHertz">The upper corner of the highest filter in hertz; half the sample rate when null.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public MelFilterBank(int melCount, int fftSize, int sampleRate = 16000, double minimumHertz = 0, double? maximumHertz = null)
    {
        FeatureGuard.MelCount(melCount);
        if (fftSize < 4 || fftSize % 2 != 0)
            throw new ArgumentOutOfRangeException(nameof(fftSize), fftSize, "The transform size must be even and at least 4.");
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRate);
        double top = maximumHertz ?? sampleRate / 2.0;
        if (!(minimumHertz >= 0 && minimumHertz < top))
        {
            throw new ArgumentOutOfRangeException(
                nameof(minimumHertz), minimumHertz, $"The lower corner must be at least 0 and below the upper corner, {top} Hz.");
        }

        if (!(top <= sampleRate / 2.0))
        {
            throw new ArgumentOutOfRangeException(
                nameof(maximumHertz), top, $"The upper corner must be at most half the sample rate, {sampleRate / 2.0} Hz.");
        }

        MelCount = melCount;
        FftSize = fftSize;
        SampleRate = sampleRate;
        _firstBins = new int[melCount];
        _offsets = new int[melCount + 1];
        _weights = Fill(minimumHertz, top);
    }

    /// <summary>Gets the number of filters.</summary>
    public int MelCount { get; }

    /// <summary>Gets the size of the Fourier transform in samples.</summary>
    public int FftSize { get; }

    /// <summary>Gets the sample rate in hertz.</summary>
    public int SampleRate { get; }

    /// <summary>Gets the number of frequency bins: half the transform size, plus one.</summary>
    public int BinCount => (FftSize / 2) + 1;

    /// <summary>Gets the number of weights above zero in the whole bank.</summary>
    public int NonZeroCount => _weights.Length;

    /// <summary>Gets the weight of one bin in one filter; zero outside the filter's triangle.</summary>
    /// <param name="mel">The filter, 0 to <see cref="MelCount"/> - 1.</param>
    /// <param name="bin">The frequency bin, 0 to <see cref="BinCount"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside its range.</exception>
    public float this[int mel, int bin]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(bin);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(bin, BinCount);
            ReadOnlySpan<float> weights = GetWeights(mel);
            int index = bin - _firstBins[mel];
            return (uint)index < (uint)weights.Length ? weights[index] : 0;
        }
    }

    /// <summary>Gets the first bin with a weight above zero; 0 for an empty filter.</summary>
    /// <param name="mel">The filter, 0 to <see cref="MelCount"/> - 1.</param>
    /// <returns>The bin.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="mel"/> is outside its range.</exception>
    public int GetFirstBin(int mel)
    {
        CheckMel(mel);
        return _firstBins[mel];
    }

    /// <summary>Gets a filter's weights above zero, which belong to consecutive bins from <see cref="GetFirstBin"/> on.</summary>
    /// <param name="mel">The filter, 0 to <see cref="MelCount"/> - 1.</param>
    /// <returns>The weights; empty where the filter is narrower than the distance between bins and covers none.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="mel"/> is outside its range.</exception>
    public ReadOnlySpan<float> GetWeights(int mel)
    {
        CheckMel(mel);
        return _weights.AsSpan(_offsets[mel].._offsets[mel + 1]);
    }

    private static double ToMel(double hertz) =>
        hertz < BreakHertz ? hertz / HertzPerMel : BreakMel + (Math.Log(hertz / BreakHertz) / LogStep);

    private static double ToHertz(double mel) =>
        mel < BreakMel ? mel * HertzPerMel : BreakHertz * Math.Exp(LogStep * (mel - BreakMel));

    private float[] Fill(double minimumHertz, double maximumHertz)
    {
        double lowest = ToMel(minimumHertz);
        double step = (ToMel(maximumHertz) - lowest) / (MelCount + 1);
        List<float> weights = [];
        for (int mel = 0; mel < MelCount; mel++)
        {
            double lower = ToHertz(lowest + (step * mel));
            double centre = ToHertz(lowest + (step * (mel + 1)));

            // The way to mels and back is not exact; the last corner is, lest the bin at it get a weight of rounding errors.
            double upper = mel == MelCount - 1 ? maximumHertz : ToHertz(lowest + (step * (mel + 2)));
            _offsets[mel] = weights.Count;
            for (int bin = 0; bin < BinCount; bin++)
            {
                double hertz = (double)bin * SampleRate / FftSize;
                double triangle = Math.Min((hertz - lower) / (centre - lower), (upper - hertz) / (upper - centre));
                float weight = (float)(triangle * 2 / (upper - lower));
                if (weight <= 0)
                    continue;
                if (weights.Count == _offsets[mel])
                    _firstBins[mel] = bin;
                weights.Add(weight);
            }
        }

        _offsets[MelCount] = weights.Count;
        return [.. weights];
    }

    private void CheckMel(int mel)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(mel);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(mel, MelCount);
    }
}
