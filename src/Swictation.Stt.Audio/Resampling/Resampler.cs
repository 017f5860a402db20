using System.Globalization;

namespace Swictation.Stt.Audio;

/// <summary>Changes the sample rate of a mono signal, block by block, with a polyphase filter.</summary>
/// <remarks>
/// <para>
/// Output sample n belongs to time n / output rate: the delay of the filter is compensated, and the ends are taken as silence beyond. N
/// samples become ceil(N · output rate / input rate), as many as have their time before the end of the input. How the input is cut
/// into blocks never changes a bit of the output.
/// </para>
/// <para>
/// The filter is a sinc under a Kaiser window: flat to 0.9 of the lower Nyquist frequency, and at least 90 dB down from that frequency on.
/// A ratio of whole numbers with up to <see cref="MaxExactPhases"/> phases has an exact filter for each; any other ratio goes between two
/// of 1024 phases on a straight line, which errs by at most π² / (8 · 1024²), or -118 dB. Equal rates copy the input.
/// </para>
/// <para>Samples are not checked: infinities and NaN spread to the samples around them. Not safe for concurrent use. Allocates only when made.</para>
/// </remarks>
public sealed class Resampler
{
    /// <summary>The lowest rate accepted, in Hz.</summary>
    public const double MinRate = 100;

    /// <summary>The highest rate accepted, in Hz.</summary>
    public const double MaxRate = AudioFormat.MaxSampleRate;

    /// <summary>The number of phases up to which a ratio is exact.</summary>
    public const int MaxExactPhases = 1024;

    private const int BlockSamples = 4096;

    private readonly bool _copies;
    private readonly bool _exact;
    private readonly int _phases;
    private readonly int _taps;
    private readonly int _half;
    private readonly double _step;
    private readonly long _stepNumerator;
    private readonly float[] _table;
    private readonly float[] _buffer;

    // The buffer holds input samples _origin .. _origin + _filled - 1; those before 0 are silence.
    private long _origin;
    private int _filled;
    private long _produced;
    private long _inputTotal;
    private bool _flushing;

    /// <summary>Initializes a new instance of the <see cref="Resampler"/> class.</summary>
    /// <param name="inputRate">The rate of the input in Hz, from <see cref="MinRate"/> to <see cref="MaxRate"/>; need not be whole.</param>
    /// <param name="outputRate">The rate of the output in Hz, from <see cref="MinRate"/> to <see cref="MaxRate"/>; need not be whole.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rate is not a number in its range.</exception>
    public Resampler(double inputRate, double outputRate)
    {
        CheckRate(inputRate, nameof(inputRate));
        CheckRate(outputRate, nameof(outputRate));
        InputRate = inputRate;
        OutputRate = outputRate;
        _copies = inputRate.Equals(outputRate);
        _step = inputRate / outputRate;
        _table = [];
        _buffer = [];
        if (_copies)
            return;

        double scale = Math.Min(1, outputRate / inputRate);
        _taps = KaiserFilter.Taps(scale);
        _half = _taps / 2;
        (long numerator, long denominator) = Reduce(inputRate, outputRate);
        _exact = denominator is > 0 and <= MaxExactPhases;
        _phases = _exact ? (int)denominator : MaxExactPhases;
        _stepNumerator = numerator;
        // Between phases, the last needs the first of the next input sample as its neighbour.
        _table = KaiserFilter.Design(_exact ? _phases : _phases + 1, _phases, _taps, scale);
        _buffer = new float[_taps + BlockSamples];
        Reset();
    }

    /// <summary>Gets the rate of the input in Hz.</summary>
    public double InputRate { get; }

    /// <summary>Gets the rate of the output in Hz.</summary>
    public double OutputRate { get; }

    /// <summary>Gets how many input samples beyond its own time an output sample waits for.</summary>
    public int Lookahead => _half;

    /// <summary>Takes input and gives the output that it completes.</summary>
    /// <param name="input">The next input samples, of any number.</param>
    /// <param name="output">Receives output samples; must not overlap <paramref name="input"/>.</param>
    /// <param name="consumed">
    /// How many input samples were taken. All of them, unless <paramref name="output"/> is full: then call again with the rest.
    /// </param>
    /// <returns>How many output samples were written; 0 is common, as the first ones wait for <see cref="Lookahead"/>.</returns>
    /// <exception cref="InvalidOperationException"><see cref="Flush"/> was called and <see cref="Reset"/> was not.</exception>
    public int Process(ReadOnlySpan<float> input, Span<float> output, out int consumed)
    {
        if (_flushing)
            throw new InvalidOperationException("The resampler was flushed: call Reset before giving it another signal.");
        if (_copies)
        {
            consumed = Math.Min(input.Length, output.Length);
            input[..consumed].CopyTo(output);
            _inputTotal += consumed;
            _produced += consumed;
            return consumed;
        }

        consumed = 0;
        int written = 0;
        while (true)
        {
            written += Produce(output[written..], long.MaxValue);
            if (written == output.Length || consumed == input.Length)
                break;
            int taken = MakeRoom(input.Length - consumed);
            input.Slice(consumed, taken).CopyTo(_buffer.AsSpan(_filled));
            _filled += taken;
            consumed += taken;
        }

        _inputTotal += consumed;
        return written;
    }

    /// <summary>Gives the output that still waits, taking the input to be over. Call until it returns 0.</summary>
    /// <param name="output">Receives output samples. Not empty.</param>
    /// <returns>How many output samples were written; 0 when there are no more.</returns>
    /// <exception cref="ArgumentException"><paramref name="output"/> is empty.</exception>
    public int Flush(Span<float> output)
    {
        if (output.IsEmpty)
            throw new ArgumentException("The output is empty, so that the end could not be told from a lack of room.", nameof(output));
        _flushing = true;
        if (_copies)
            return 0;
        long total = OutputCount(_inputTotal);
        int written = 0;
        while (true)
        {
            written += Produce(output[written..], total);
            if (written == output.Length || _produced == total)
                return written;
            int silence = MakeRoom(_half);
            _buffer.AsSpan(_filled, silence).Clear();
            _filled += silence;
        }
    }

    /// <summary>Finds how many output samples the next call of <see cref="Process"/> can give at most.</summary>
    /// <param name="inputLength">How many input samples that call gets; 0 or more.</param>
    /// <returns>A length of output with which that call takes all its input.</returns>
    public int GetMaxOutput(int inputLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(inputLength);
        // One more than can come, so that a full output never leaves it open whether input was left over.
        return _copies ? inputLength : checked((int)(OutputCount(Math.Max(0, _inputTotal + inputLength - _half)) - _produced + 1));
    }

    /// <summary>Finds how many output samples a signal becomes.</summary>
    /// <param name="inputCount">The length of the signal; 0 or more.</param>
    /// <returns>ceil(inputCount · output rate / input rate).</returns>
    public long OutputCount(long inputCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(inputCount);
        if (_copies)
            return inputCount;
        if (_exact)
            return (long)(((Int128)inputCount * _phases + _stepNumerator - 1) / _stepNumerator);
        // Division and the product that Produce uses round on their own: settle on the product.
        long count = (long)Math.Ceiling(inputCount / _step);
        while (count > 0 && (count - 1) * _step >= inputCount)
            count--;
        while (count * _step < inputCount)
            count++;
        return count;
    }

    /// <summary>Forgets the signal, to begin another.</summary>
    public void Reset()
    {
        _produced = 0;
        _inputTotal = 0;
        _flushing = false;
        if (_copies)
            return;
        _origin = 1 - _half;
        _filled = _half - 1;
        _buffer.AsSpan(0, _filled).Clear();
    }

    /// <summary>Writes what the buffer suffices for, up to a total.</summary>
    private int Produce(Span<float> output, long total)
    {
        int count = 0;
        for (; count < output.Length && _produced < total; count++)
        {
            (long sample, int phase, float fraction) = Locate(_produced);
            long first = sample - _half + 1 - _origin;
            if (first + _taps > _filled)
                break;
            ReadOnlySpan<float> window = _buffer.AsSpan((int)first, _taps);
            float value = DotProduct.Compute(_table.AsSpan(phase * _taps, _taps), window);
            if (!_exact)
                value += fraction * (DotProduct.Compute(_table.AsSpan((phase + 1) * _taps, _taps), window) - value);
            output[count] = value;
            _produced++;
        }

        return count;
    }

    /// <summary>Finds the input sample at or before an output sample, the phase between it and the next, and the rest between phases.</summary>
    private (long Sample, int Phase, float Fraction) Locate(long index)
    {
        if (_exact)
        {
            long position = index * _stepNumerator;
            long whole = position / _phases;
            return (whole, (int)(position - whole * _phases), 0);
        }

        // The product, not a running sum: nothing adds up over hours.
        double time = index * _step;
        double floor = Math.Floor(time);
        double scaled = (time - floor) * _phases;
        int phase = (int)scaled;
        return ((long)floor, phase, (float)(scaled - phase));
    }

    /// <summary>Drops what no output needs any more where the buffer is full.</summary>
    /// <returns>How many samples fit, at most <paramref name="wanted"/>.</returns>
    private int MakeRoom(int wanted)
    {
        if (_filled == _buffer.Length)
        {
            int spent = (int)Math.Min(_filled, Locate(_produced).Sample - _half + 1 - _origin);
            _buffer.AsSpan(spent, _filled - spent).CopyTo(_buffer);
            _filled -= spent;
            _origin += spent;
        }

        return Math.Min(wanted, _buffer.Length - _filled);
    }

    /// <summary>Writes the ratio as the smallest whole numbers, or (0, 0) where 20 binary places do not suffice for the rates.</summary>
    private static (long Numerator, long Denominator) Reduce(double inputRate, double outputRate)
    {
        // A power of two scales without rounding; rates as people write them are whole or have a few binary digits.
        const double Scale = 1 << 20;
        double input = inputRate * Scale;
        double output = outputRate * Scale;
        if (input != Math.Floor(input) || output != Math.Floor(output))
            return (0, 0);
        (long a, long b) = ((long)input, (long)output);
        while (b != 0)
            (a, b) = (b, a % b);
        return ((long)input / a, (long)output / a);
    }

    private static void CheckRate(double rate, string parameter)
    {
        if (!(rate is >= MinRate and <= MaxRate))
        {
            throw new ArgumentOutOfRangeException(
                parameter, rate, string.Create(CultureInfo.InvariantCulture, $"The rate must be from {MinRate} to {MaxRate} Hz."));
        }
    }
}
