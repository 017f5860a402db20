using System.Buffers;
using System.Numerics.Tensors;

namespace Swictation.Stt.Parakeet;

/// <summary>
/// Cuts a recording that arrives in blocks of any size into windows. Digital silence that lasts is left out: encoders with per-feature
/// normalisation lose everything beside it. Speech longer than a window is cut in a pause, where models are used to recordings beginning and
/// ending; where there is none, it is covered by windows that overlap at the quietest place, and the last one reaches back for context.
/// </summary>
/// <remarks>The windows do not depend on the sizes of the blocks. Memory is bounded by one window and a half.</remarks>
internal sealed class WindowSplitter(WindowSettings settings, Action<AudioWindow, Memory<float>> emit) : IDisposable
{
    private const int QuietBlock = 3840; // 240 ms: a pause between words; the closure of a consonant is shorter
    private const int QuietStep = 240;
    private const float PauseLevel = 1e-3f; // the power of a pause relative to the window's: −30 dB

    private readonly int _history = settings.Longest / 2;
    private readonly float[] _buffer = ArrayPool<float>.Shared.Rent((settings.Longest / 2) + settings.Longest + 1);
    private int _head; // where the window at hand starts in the buffer; before it lies what the last one may reach back to
    private int _count;
    private long _bufferStart; // where the buffer starts in the recording
    private long _emittedEnd; // where the last window ended in the recording
    private int _silence; // how many samples of digital silence end the speech in the buffer
    private bool _inSpeech;
    private bool _continues;

    /// <summary>Takes the next samples, which are finite.</summary>
    public void Push(ReadOnlySpan<float> samples)
    {
        while (!samples.IsEmpty)
        {
            int run = Prefix(samples, silent: true);
            if (run > 0)
            {
                PushSilence(samples[..run]);
            }
            else
            {
                run = Prefix(samples, silent: false);
                _inSpeech = true;
                _silence = 0;
                Append(samples[..run]);
            }

            samples = samples[run..];
        }
    }

    /// <summary>Gives out what is left.</summary>
    public void Complete() => EndSpeech();

    /// <summary>Gives the buffer back, once.</summary>
    public void Dispose() => ArrayPool<float>.Shared.Return(_buffer);

    private static int Prefix(ReadOnlySpan<float> samples, bool silent)
    {
        int i = 0;
        while (i < samples.Length && Math.Abs(samples[i]) <= WindowSettings.SilenceLevel == silent)
            i++;
        return i;
    }

    private void PushSilence(ReadOnlySpan<float> samples)
    {
        if (_inSpeech)
        {
            int kept = Math.Min(samples.Length, settings.SilenceRun - _silence);
            Append(samples[..kept]);
            _silence += kept;
            samples = samples[kept..];
            if (_silence >= settings.SilenceRun)
                EndSpeech();
        }

        if (!_inSpeech)
            KeepMargin(samples);
    }

    /// <summary>Keeps the end of a silence: what precedes the next speech.</summary>
    private void KeepMargin(ReadOnlySpan<float> samples)
    {
        int surplus = Math.Min(_count, Math.Max(0, _count + samples.Length - settings.Margin));
        Drop(surplus);
        int skipped = Math.Max(0, samples.Length - settings.Margin);
        _bufferStart += skipped;
        samples[skipped..].CopyTo(_buffer.AsSpan(_count));
        _count += samples.Length - skipped;
    }

    private void Append(ReadOnlySpan<float> samples)
    {
        while (!samples.IsEmpty)
        {
            // A window is cut only once it is known that the speech goes on past it.
            if (_count - _head > settings.Longest)
                EmitWindow();
            int taken = Math.Min(samples.Length, _head + settings.Longest + 1 - _count);
            samples[..taken].CopyTo(_buffer.AsSpan(_count));
            _count += taken;
            samples = samples[taken..];
        }
    }

    private void Drop(int count)
    {
        _buffer.AsSpan(count, _count - count).CopyTo(_buffer);
        _count -= count;
        _bufferStart += count;
    }

    /// <summary>Gives out a window that ends in a pause, or else after the quietest place; the next starts there, or else before that place.</summary>
    private void EmitWindow()
    {
        int half = settings.Overlap / 2;
        int latest = settings.Longest - half;
        int earliest = Math.Max(settings.Overlap, latest - settings.Overlap - (settings.Longest / 4));
        int cut = QuietestPlace(earliest, latest, out bool isPause);
        if (isPause)
            half = 0;
        Emit(_head, cut + half);
        _continues = !isPause;
        _head += cut - half;
        int surplus = Math.Max(0, _head - _history);
        Drop(surplus);
        _head -= surplus;
    }

    /// <summary>Gives out the last window of a stretch of speech and keeps the silence after it as the margin of the next.</summary>
    private void EndSpeech()
    {
        long soundEnd = _bufferStart + _count - _silence;
        if (_inSpeech && soundEnd > _emittedEnd)
        {
            int surplus = Math.Max(0, _silence - settings.Margin);
            if (_count - _head - surplus > settings.Longest)
                EmitWindow();
            int length = _count - _head - surplus;
            int reach = _continues ? Math.Clamp((settings.Longest / 2) - length, 0, _head) : 0;
            if (soundEnd > _emittedEnd)
                Emit(_head - reach, length + reach);
        }

        _inSpeech = false;
        _continues = false;
        int kept = (int)Math.Min(Math.Min(_silence, settings.Margin), _bufferStart + _count - _emittedEnd);
        Drop(_count - Math.Clamp(kept, 0, _count));
        _head = 0;
        _silence = 0;
    }

    private void Emit(int start, int length)
    {
        emit(new AudioWindow(_bufferStart + start, length, _continues), _buffer.AsMemory(start, length));
        _emittedEnd = _bufferStart + start + length;
    }

    /// <summary>Finds the middle of the quietest stretch in a range; of equals the last, for the longest window.</summary>
    private int QuietestPlace(int earliest, int latest, out bool isPause)
    {
        int best = latest;
        float least = float.MaxValue;
        for (int start = earliest; start + QuietBlock <= latest; start += QuietStep)
        {
            float energy = TensorPrimitives.SumOfSquares(_buffer.AsSpan(_head + start, QuietBlock));
            if (energy <= least)
                (least, best) = (energy, start + (QuietBlock / 2));
        }

        float power = TensorPrimitives.SumOfSquares(_buffer.AsSpan(_head, settings.Longest)) / settings.Longest;
        isPause = least / QuietBlock <= PauseLevel * power;
        return best;
    }
}
