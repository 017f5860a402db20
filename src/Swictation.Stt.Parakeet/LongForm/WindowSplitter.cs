namespace Swictation.Stt.Parakeet;

/// <summary>
/// Cuts a recording that arrives in blocks of any size into windows. Digital silence that lasts is left out: encoders with per-feature
/// normalisation lose everything beside it. Speech longer than a window is covered by overlapping windows whose overlaps lie at the
/// quietest place there is.
/// </summary>
/// <remarks>The windows do not depend on the sizes of the blocks. Memory is bounded by two windows.</remarks>
internal sealed class WindowSplitter(WindowSettings settings, Action<AudioWindow, float[], int> emit)
{
    private const int EnergyBlock = 480; // 30 ms

    private readonly float[] _buffer = new float[settings.Longest + 1];
    private int _count;
    private long _bufferStart; // where the buffer starts in the recording
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
            if (_count == _buffer.Length)
                EmitWindow();
            int taken = Math.Min(samples.Length, _buffer.Length - _count);
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

    /// <summary>Gives out a window that ends after the quietest place towards its end, and starts the next one before that place.</summary>
    private void EmitWindow()
    {
        int half = settings.Overlap / 2;
        int latest = settings.Longest - half;
        int earliest = Math.Max(settings.Overlap, latest - settings.Overlap - (settings.Longest / 4));
        int cut = QuietestPlace(earliest, latest);
        emit(new AudioWindow(_bufferStart, cut + half, _continues), _buffer, cut + half);
        _continues = true;
        Drop(cut - half);
    }

    /// <summary>Gives out the last window of a stretch of speech and keeps the silence after it as the margin of the next.</summary>
    private void EndSpeech()
    {
        if (_inSpeech)
        {
            int length = _count - Math.Max(0, _silence - settings.Margin);
            emit(new AudioWindow(_bufferStart, length, _continues), _buffer, length);
        }

        _inSpeech = false;
        _continues = false;
        Drop(Math.Max(0, _count - Math.Min(_silence, settings.Margin)));
        _silence = 0;
    }

    /// <summary>Finds the middle of the quietest 30 ms in a range; of equals the last, for the longest window.</summary>
    private int QuietestPlace(int earliest, int latest)
    {
        int best = latest;
        float least = float.MaxValue;
        for (int start = earliest; start + EnergyBlock <= latest; start += EnergyBlock / 2)
        {
            float energy = System.Numerics.Tensors.TensorPrimitives.SumOfSquares(_buffer.AsSpan(start, EnergyBlock));
            if (energy <= least)
                (least, best) = (energy, start + (EnergyBlock / 2));
        }

        return best;
    }
}
