using System.Collections.Concurrent;
using Swictation.Stt.Audio.Features;
using Swictation.Stt.Onnx;

namespace Swictation.Stt.Parakeet;

/// <summary>Recognises windows: features, encoder, decoder. Safe for concurrent use; what cannot be shared is pooled.</summary>
internal sealed class WindowRecognizer : IDisposable
{
    private readonly ParakeetModel _model;
    private readonly NemoLogMel _features;
    private readonly ConcurrentBag<TransducerDecoder> _transducerDecoders = [];
    private readonly ConcurrentBag<CtcDecoder> _ctcDecoders = [];
    private readonly Lazy<BatchSupport> _encoderBatching;
    private volatile bool _disposed;

    public WindowRecognizer(ParakeetModel model)
    {
        _model = model;
        _features = new NemoLogMel(new NemoLogMelOptions { MelCount = model.MelCount });
        _encoderBatching = new Lazy<BatchSupport>(() => BatchProbe.Try(model.Encoder, model.MelCount));
    }

    /// <summary>Gets the length of an encoder frame in samples.</summary>
    public int FrameLength => NemoLogMel.HopLength * _model.Encoder.Subsampling;

    /// <summary>Gets which windows the encoder may take together; found out at the first use.</summary>
    public BatchSupport EncoderBatching => _encoderBatching.Value;

    /// <summary>Computes a window's features.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="reused">An array for the features, taken where it is large enough.</param>
    /// <returns>The features, [mels, frames], after which there may be room left, and the number of frames.</returns>
    public (float[] Features, int Frames) ComputeFeatures(ReadOnlySpan<float> samples, float[]? reused = null)
    {
        int frames = NemoLogMel.GetFrameCount(samples.Length);
        int size = _model.MelCount * frames;
        float[] features = reused?.Length >= size ? reused : new float[size];
        if (frames > 0)
            _features.Compute(samples, features, frames);
        return (features, frames);
    }

    /// <summary>
    /// Runs the encoder over windows: together where that gives each what it gets alone, else in as few runs as do.
    /// </summary>
    /// <returns>The frames of each window.</returns>
    public EncodedWindow[] Encode(ReadOnlySpan<FeatureWindow> windows, RunOptions? run)
    {
        var encoded = new EncodedWindow[windows.Length];
        BatchSupport support = windows.Length > 1 ? EncoderBatching : BatchSupport.None;
        for (int first = 0, end; first < windows.Length; first = end)
        {
            end = first + 1;
            while (end < windows.Length && support != BatchSupport.None
                && (support == BatchSupport.Padded || windows[end].Frames == windows[first].Frames))
            {
                end++;
            }

            EncoderOutput output = EncodeTogether(windows[first..end], run);
            for (int i = first; i < end; i++)
                encoded[i] = new EncodedWindow(output.Frames(i - first), output.Valid[i - first], output.Width);
        }

        return encoded;
    }

    /// <summary>Decodes encoder frames.</summary>
    /// <returns>The tokens of each utterance.</returns>
    public DecodedToken[][] Decode(
        ReadOnlySpan<EncodedWindow> encoded, TokenScorer scorer, BoostAutomaton? phrases, RunOptions? run, CancellationToken cancellationToken)
    {
        var results = new DecodedToken[encoded.Length][];
        if (_model.Transducer is null)
        {
            CtcDecoder ctc = RentCtcDecoder();
            for (int i = 0; i < encoded.Length; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                ctc.Decode(encoded[i].Values.Span, phrases, scorer);
                results[i] = [.. ctc.Tokens];
            }

            ReturnCtcDecoder(ctc);
            return results;
        }

        TransducerDecoder decoder = RentTransducerDecoder(encoded.Length);
        try
        {
            for (int i = 0; i < encoded.Length; i++)
                decoder.Utterances[i].Start(encoded[i].Values, encoded[i].Count, _model.Vocabulary.BlankId, phrases);
            decoder.Decode(encoded.Length, scorer, run, cancellationToken);
            for (int i = 0; i < results.Length; i++)
                results[i] = [.. decoder.Utterances[i].Tokens];
            return results;
        }
        finally
        {
            ReturnTransducerDecoder(decoder);
        }
    }

    /// <summary>Recognises windows, and sets their tokens.</summary>
    public void Recognize(ReadOnlySpan<FeatureWindow> windows, TokenScorer scorer, BoostAutomaton? phrases, RunOptions? run, CancellationToken cancellationToken)
    {
        EncodedWindow[] encoded = Encode(windows, run);
        DecodedToken[][] decoded = Decode(encoded, scorer, phrases, run, cancellationToken);
        for (int i = 0; i < windows.Length; i++)
            windows[i].Tokens = Place(decoded[i], windows[i].Window);
    }

    /// <summary>Gets a CTC decoder for one thread's use.</summary>
    public CtcDecoder RentCtcDecoder() => _ctcDecoders.TryTake(out CtcDecoder? pooled) ? pooled : new CtcDecoder(_model.Vocabulary.BlankId);

    public void ReturnCtcDecoder(CtcDecoder decoder) => _ctcDecoders.Add(decoder);

    /// <summary>Gets a transducer's decoder for one thread's use.</summary>
    /// <param name="count">How many utterances it has to take together.</param>
    public TransducerDecoder RentTransducerDecoder(int count)
    {
        if (_transducerDecoders.TryTake(out TransducerDecoder? pooled))
        {
            if (pooled.Capacity >= count)
                return pooled;
            pooled.Dispose();
        }

        return new TransducerDecoder(_model.Transducer!, _model.Vocabulary.BlankId, _model.MaxSymbolsPerFrame, Math.Max(4, count));
    }

    public void ReturnTransducerDecoder(TransducerDecoder decoder)
    {
        _transducerDecoders.Add(decoder);
        if (_disposed && _transducerDecoders.TryTake(out TransducerDecoder? late))
            late.Dispose();
    }

    public void Dispose()
    {
        _disposed = true;
        while (_transducerDecoders.TryTake(out TransducerDecoder? decoder))
            decoder.Dispose();
    }

    private EncoderOutput EncodeTogether(ReadOnlySpan<FeatureWindow> windows, RunOptions? run)
    {
        int mels = _model.MelCount;
        int longest = 0;
        foreach (FeatureWindow window in windows)
            longest = Math.Max(longest, window.Frames);
        var lengths = new long[windows.Length];
        if (windows.Length == 1)
        {
            lengths[0] = longest;
            return _model.Encoder.Run(windows[0].Features, 1, mels, longest, lengths, run);
        }

        var batch = new float[windows.Length * mels * longest];
        for (int i = 0; i < windows.Length; i++)
        {
            FeatureWindow window = windows[i];
            lengths[i] = window.Frames;
            for (int mel = 0; mel < mels; mel++)
                window.Features.AsSpan(mel * window.Frames, window.Frames).CopyTo(batch.AsSpan(((i * mels) + mel) * longest));
        }

        return _model.Encoder.Run(batch, windows.Length, mels, longest, lengths, run);
    }

    /// <summary>Turns frames of a window into samples of the recording.</summary>
    private TimedToken[] Place(DecodedToken[] tokens, AudioWindow window)
    {
        var placed = new TimedToken[tokens.Length];
        for (int i = 0; i < tokens.Length; i++)
            placed[i] = TimedToken.Place(tokens[i], FrameLength, window.Start, window.End);
        return placed;
    }
}
