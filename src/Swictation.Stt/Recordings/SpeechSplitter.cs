using System.Numerics.Tensors;
using Swictation.Stt.Vad;

namespace Swictation.Stt;

/// <summary>
/// Cuts speech from a recording that arrives in blocks of any size: leaves out what is silent for long, and cuts what is spoken for long at
/// its pauses. What is given out is in order, never overlaps, and together holds all that the detector took for speech.
/// </summary>
/// <remarks>The pieces do not depend on the sizes of the blocks. Memory is bounded by the longest piece. Not safe for concurrent use.</remarks>
/// <param name="detector">The detector, at the start of a stream. Not disposed.</param>
/// <param name="settings">How to cut.</param>
/// <param name="emit">Receives a piece: its start in the recording and its samples, valid only during the call.</param>
internal sealed class SpeechSplitter(IVoiceActivityDetector detector, SpeechSplitterSettings settings, Action<long, ReadOnlySpan<float>> emit)
{
    /// <summary>The shortest pause at which a piece is cut, in windows of 32 ms; Silero's get_speech_timestamps has 98 ms.</summary>
    private const int PauseWindows = 3;

    /// <summary>How many windows of speech begin a piece. Fewer are a click or the detector's mistake; no word by itself is as short.</summary>
    private const int WordWindows = 3;

    private readonly DetectorGain _gain = new(detector.WindowLength);
    private readonly float[] _heard = new float[detector.WindowLength];
    private readonly PauseList _pauses = new(PauseWindows * detector.WindowLength);
    private float[] _buffer = new float[settings.Longest];
    private int _count;
    private long _start; // where the buffer starts in the recording
    private long _heardEnd; // up to where the detector has listened
    private int _run; // how many windows up to now are speech
    private long _speechEnd = -1; // where the last speech of the piece at hand ended; -1 outside of one

    /// <summary>Gets how many samples have come.</summary>
    public long Position => _start + _count;

    /// <summary>Gets up to where everything was given out or left out.</summary>
    public long Settled => _start;

    /// <summary>Gets how many samples were given out.</summary>
    public long Emitted { get; private set; }

    /// <summary>Takes the next samples, which are finite.</summary>
    public void Push(ReadOnlySpan<float> samples)
    {
        int window = detector.WindowLength;
        while (!samples.IsEmpty)
        {
            int taken = Math.Min(samples.Length, (int)(_heardEnd + window - Position));
            Append(samples[..taken]);
            samples = samples[taken..];
            if (Position == _heardEnd + window)
                Listen(_buffer.AsSpan(_count - window, window));
        }
    }

    /// <summary>Gives out what is left.</summary>
    public void Complete()
    {
        int rest = (int)(Position - _heardEnd);
        if (rest > 0)
        {
            Span<float> last = stackalloc float[detector.WindowLength];
            last.Clear();
            _buffer.AsSpan(_count - rest, rest).CopyTo(last);
            Listen(last);
        }

        if (_speechEnd >= 0)
            Emit(Math.Max(_speechEnd + settings.Padding, Math.Min(Position, _start + settings.Longest))); // a short silence at the end stays, where it fits
    }

    private void Append(ReadOnlySpan<float> samples)
    {
        if (_count + samples.Length > _buffer.Length)
            Array.Resize(ref _buffer, Math.Max(2 * _buffer.Length, _count + samples.Length));
        samples.CopyTo(_buffer.AsSpan(_count));
        _count += samples.Length;
    }

    private void Listen(ReadOnlySpan<float> window)
    {
        float probability = _gain.Apply(window, _heard) ? detector.Process(_heard) : 0;
        long windowStart = _heardEnd;
        _heardEnd += detector.WindowLength;
        _run = probability >= (_run > 0 ? settings.ExitThreshold : settings.Threshold) ? _run + 1 : 0;
        if (_run >= WordWindows || (_run > 0 && _speechEnd >= 0))
        {
            _speechEnd = _heardEnd;
        }
        else if (_speechEnd >= 0)
        {
            if (_speechEnd > _start) // a piece cannot end in the silence that it begins with
                _pauses.Add(windowStart, _heardEnd);
            if (_heardEnd - _speechEnd >= settings.MinSilence)
                EndPiece();
        }

        if (_speechEnd < 0)
            DropSilence();
        else if (_speechEnd + settings.Padding - _start > settings.Longest)
            CutPiece();
    }

    /// <summary>Ends a piece in a silence that is long enough to be left out.</summary>
    private void EndPiece()
    {
        Emit(Math.Max(_start, _speechEnd + settings.Padding));
        _speechEnd = -1;
        _pauses.Forget(_heardEnd);
    }

    /// <summary>Outside of speech only what the next piece may begin with is kept: the padding and perhaps a first sound, or all of a short silence at the start.</summary>
    private void DropSilence()
    {
        if (_start > 0 || Position >= settings.MinSilence)
            Drop((int)Math.Max(0, Position - (_run * detector.WindowLength) - settings.Padding - _start));
    }

    /// <summary>Cuts a piece that has become too long at its best pause, as soon as it has one.</summary>
    private void CutPiece()
    {
        if (_pauses.Best(_start + (settings.Longest / 3), _start + settings.Longest) is { } pause)
            Emit(pause);
        else if (Position - _start >= settings.Limit)
            Emit(QuietestPlace());
    }

    /// <summary>Finds the quietest window of the second half: hardly a pause, but no word is as soft.</summary>
    private long QuietestPlace()
    {
        int window = detector.WindowLength;
        int best = _count / 2;
        float least = float.MaxValue;
        for (int at = _count / 2; at + window <= _count; at += window)
        {
            float energy = TensorPrimitives.SumOfSquares<float>(_buffer.AsSpan(at, window));
            if (energy < least)
                (least, best) = (energy, at + (window / 2));
        }

        return _start + best;
    }

    private void Emit(long end)
    {
        int length = (int)(Math.Min(end, Position) - _start);
        if (_speechEnd > _start) // else what is left of a pause in which the last piece was cut
        {
            emit(_start, _buffer.AsSpan(0, length));
            Emitted += length;
        }

        Drop(length);
        _pauses.Forget(_start);
    }

    private void Drop(int count)
    {
        _buffer.AsSpan(count, _count - count).CopyTo(_buffer);
        _count -= count;
        _start += count;
    }
}
