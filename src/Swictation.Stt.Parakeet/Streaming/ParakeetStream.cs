using Swictation.Stt.Onnx;

namespace Swictation.Stt.Parakeet;

/// <summary>
/// A stream by NeMo's chunked inference
/// (<c>examples/asr/asr_chunked_inference/rnnt/speech_to_text_streaming_infer_rnnt.py</c>): at every update the encoder hears left context,
/// chunk and right context; the chunk's frames are decoded with the state carried from before, and so are, on trial, those of the right
/// context. Positions are whole encoder frames from the start of the utterance.
/// </summary>
internal sealed class ParakeetStream : ISttStream
{
    private readonly ParakeetEngine _engine;
    private readonly ChunkRecognizer _recognizer;
    private readonly StreamSettings _settings;
    private readonly TranscribeOptions _options;
    private readonly TokenScorer _scorer;
    private readonly BoostAutomaton? _phrases;
    private readonly ChunkDecoder _decoder;
    private readonly StreamAudio _audio = new();
    private readonly StreamText _text;
    private int _steps; // how many updates there have been
    private int _settledEnd; // up to which frame tokens are settled
    private int _failedStep = -1;
    private volatile bool _disposed;

    public ParakeetStream(
        ParakeetEngine engine, ChunkRecognizer recognizer, StreamSettings settings, TranscribeOptions options, BoostAutomaton? phrases)
    {
        _engine = engine;
        _recognizer = recognizer;
        _settings = settings;
        _options = options with { Progress = null };
        _phrases = phrases;
        Vocabulary vocabulary = engine.Model.Vocabulary;
        _scorer = new TokenScorer(options.ConfidenceMethod, vocabulary.Size + 1);
        _decoder = recognizer.CreateDecoder();
        _text = new StreamText(engine.Builder, vocabulary, options.ConfidenceAggregation, settings.FrameLength);
    }

    /// <inheritdoc/>
    public PartialTranscription Current { get; private set; } = PartialTranscription.Empty;

    /// <summary>Gets the samples that there is room for.</summary>
    internal int Capacity => _audio.Capacity;

    /// <summary>Gets up to which frame the next step settles tokens.</summary>
    private int NextSettledEnd => Math.Max(0, ((_steps + 1) * _settings.Chunk) - _settings.Right);

    private long NextStep => (long)(_steps + 1) * _settings.Chunk * _settings.FrameLength;

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<float> samples, CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        AudioGuard.CheckFinite(samples, nameof(samples));
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            do
            {
                RunDueSteps(cancellationToken);
                int taken = (int)Math.Min(samples.Length, NextStep - _audio.End);
                _audio.Append(samples[..taken]);
                samples = samples[taken..];
            }
            while (_audio.End == NextStep);
        }
        finally
        {
            _audio.Append(samples); // what a failed step has left
        }
    }

    /// <inheritdoc/>
    public Transcription Finish(CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        cancellationToken.ThrowIfCancellationRequested();
        RunDueSteps(cancellationToken);
        Transcription result = Conclude(cancellationToken);
        Reset();
        return result;
    }

    /// <inheritdoc/>
    public void Reset()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _audio.Clear(_settings.MostHeld * 3 / 2); // it grows by half
        _decoder.Reset();
        _text.Reset();
        (_steps, _settledEnd, _failedStep) = (0, 0, -1);
        Current = PartialTranscription.Empty;
    }

    /// <summary>Closes the stream. A step that runs on another thread comes to its end.</summary>
    public void Dispose() => _disposed = true;

    private void ThrowIfDisposed()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ObjectDisposedException.ThrowIf(_engine.IsDisposed, _engine);
    }

    private void RunDueSteps(CancellationToken cancellationToken)
    {
        while (_audio.End >= NextStep)
        {
            try
            {
                RunStep(cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                if (_failedStep == _steps)
                    PassOverStep();
                else
                    _failedStep = _steps; // the next call tries again
                throw;
            }
        }
    }

    private void RunStep(CancellationToken cancellationToken)
    {
        long end = NextStep;
        int settledEnd = NextSettledEnd;
        Recognize(end, settledEnd, isLast: false, workspace =>
        {
            _decoder.Commit();
            _text.Settle(workspace.Settled, _decoder.ContinuesLast, end);
            Current = _text.Show(workspace.Volatile, end);
        }, cancellationToken);
        _steps++;
        _settledEnd = settledEnd;
        DiscardAudio();
    }

    /// <summary>Leaves a step that fails to the next one; what has failed for longer than a phrase lasts is given up, so that it ends some day.</summary>
    private void PassOverStep()
    {
        int givenUp = NextSettledEnd - _settings.Trial;
        if (_decoder.Frame < givenUp)
        {
            _decoder.Skip(givenUp);
            _decoder.Commit();
            _settledEnd = Math.Max(_settledEnd, givenUp);
        }

        _steps++;
        DiscardAudio();
    }

    private void DiscardAudio()
    {
        if (_audio.End > _settings.Window)
            _audio.DiscardBefore((long)FirstFrame() * _settings.FrameLength);
    }

    /// <summary>Finds where the audio begins that the next step needs: context, or a phrase that is still on trial.</summary>
    private int FirstFrame() => Math.Max(0, Math.Min(_settledEnd - _settings.Left, _decoder.Frame));

    private void Recognize(long end, int settledEnd, bool isLast, Action<ChunkWorkspace> use, CancellationToken cancellationToken)
    {
        int firstFrame = FirstFrame();
        ChunkWorkspace workspace = _recognizer.Rent();
        using var run = new CancellableRun(cancellationToken);
        try
        {
            var chunk = new Chunk(default, firstFrame, settledEnd, isLast, _settings.Trial, _settings.Pause, _phrases, _scorer, run.Options, cancellationToken);
            _recognizer.Recognize(_audio.Slice((long)firstFrame * _settings.FrameLength, end), firstFrame, _decoder, chunk, workspace);
            use(workspace);
        }
        catch (OnnxRuntimeException exception) when (run.IsCancelled)
        {
            throw run.Translate(exception);
        }
        finally
        {
            _recognizer.Return(workspace);
        }
    }

    /// <summary>
    /// Recognises the end of the utterance. The whole is better than its parts, but stable words count for more: where the whole takes one
    /// back, the rest is decoded as a step decodes it, which continues the stable words by construction. On tiny-en that gives fewer
    /// wrong words than the whole does.
    /// </summary>
    private Transcription Conclude(CancellationToken cancellationToken)
    {
        long end = _audio.End;
        if (_audio.Start == 0 && end <= _settings.Window)
        {
            Transcription whole = _engine.Transcribe(_audio.Slice(0, end), _options, cancellationToken);
            if (_text.Begins(whole))
                return whole;
        }

        TranscriptionWord[] words = [];
        int frames = (int)((end + _settings.FrameLength - 1) / _settings.FrameLength);
        Recognize(end, frames, isLast: true, workspace =>
        {
            workspace.Settled.AddRange(workspace.Volatile);
            words = _text.Complete(workspace.Settled, _decoder.ContinuesLast, end);
        }, cancellationToken);
        return Transcription.FromWords(words, _engine.Builder.ToTime(end), _options.SegmentGap, _engine.Language);
    }
}
