using System.Numerics;

namespace Swictation.Stt;

/// <summary>Puts silence in the place of samples that are no numbers of sane size, and remembers where they were.</summary>
/// <remarks>
/// Bad samples that lie close together are told as one stretch, of at most a second. Whether a stretch is over is asked at fixed positions
/// only, so that the answer does not depend on the sizes of blocks.
/// </remarks>
/// <param name="cell">How far those positions are apart, in samples: a stretch ends with the first cell that is clean.</param>
internal sealed class InvalidSampleFilter(int cell)
{
    /// <summary>As in the readers: beyond it a number is damage, and would make the spectra overflow.</summary>
    private const float MaxMagnitude = 4294967296f;

    private const int MaxCells = 10;

    private float[] _clean = [];
    private long _position;
    private long _cellStart;
    private long _first = -1;
    private long _end;

    /// <summary>Gets how many samples are missing until <see cref="IsOver"/> is to be asked.</summary>
    public int Missing => (int)(_cellStart + cell - _position);

    /// <summary>Gets how many samples of the stretch are bad.</summary>
    public long Count { get; private set; }

    /// <summary>Gets the stretch: its first sample, and the one after its last.</summary>
    public (long Start, long End) Stretch => (_first, _end);

    /// <summary>Gets a value indicating whether there is a stretch that was not told.</summary>
    public bool HasStretch => _first >= 0;

    /// <summary>Passes samples on.</summary>
    /// <param name="samples">The next samples, no more than <see cref="Missing"/>.</param>
    /// <returns>The same samples where all are good, else a cleaned copy, valid until the next call.</returns>
    public ReadOnlySpan<float> Pass(ReadOnlySpan<float> samples)
    {
        int bad = IndexOfBad(samples);
        if (bad >= 0)
            samples = Clean(samples, bad);
        _position += samples.Length;
        return samples;
    }

    /// <summary>Finds out, where <see cref="Missing"/> is 0, whether a stretch is over, and begins the next cell.</summary>
    public bool IsOver()
    {
        bool over = HasStretch && (_end <= _cellStart || _position - _first >= MaxCells * cell);
        _cellStart = _position;
        return over;
    }

    /// <summary>Forgets the stretch, as it was told.</summary>
    public void Forget() => (_first, _end, Count) = (-1, 0, 0);

    /// <summary>Goes on at another position.</summary>
    public void MoveTo(long position) => _position = _cellStart = position;

    private Span<float> Clean(ReadOnlySpan<float> samples, int firstBad)
    {
        if (_clean.Length < samples.Length)
            _clean = new float[cell];
        Span<float> clean = _clean.AsSpan(0, samples.Length);
        samples.CopyTo(clean);
        for (int i = firstBad; i < clean.Length; i++)
        {
            if (MathF.Abs(clean[i]) <= MaxMagnitude)
                continue;
            clean[i] = 0;
            if (_first < 0)
                _first = _position + i;
            _end = _position + i + 1;
            Count++;
        }

        return clean;
    }

    private static int IndexOfBad(ReadOnlySpan<float> samples)
    {
        int i = 0;
        if (Vector.IsHardwareAccelerated)
        {
            // A comparison with NaN is false, so "all at most the limit" refuses NaN and the infinities too.
            var limit = new Vector<float>(MaxMagnitude);
            while (i <= samples.Length - Vector<float>.Count && Vector.LessThanOrEqualAll(Vector.Abs(new Vector<float>(samples[i..])), limit))
                i += Vector<float>.Count;
        }

        for (; i < samples.Length; i++)
        {
            if (!(MathF.Abs(samples[i]) <= MaxMagnitude))
                return i;
        }

        return -1;
    }
}
