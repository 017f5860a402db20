namespace Swictation.Stt;

/// <summary>
/// A stream by the primary's, whose audio is kept so that the fallback can go on where the primary fails, or hear it at the end. What was given
/// out as stable stays: who comes next hears the audio behind it.
/// </summary>
/// <param name="engine">The engine.</param>
/// <param name="options">How the stream works.</param>
internal sealed class HybridStream(HybridEngine engine, StreamOptions options) : ISttStream
{
    private const int BlockSize = 8192;

    private readonly TranscribeOptions _options = options.Transcribe with { Progress = null };
    private readonly SampleSpool _audio = engine.CreateSpool();
    private readonly LiveStream _primary = new(engine.Primary, options);
    private readonly LiveStream _fallback = new(engine.Fallback, options);
    private float[] _block = [];
    private bool _isChecked; // whether it is known that the primary can do what the options ask, or cannot
    private Attempt _gaveUp; // why the primary does not speak in this utterance
    private Attempt _final; // the primary's last word, while the fallback is asked
    private PartialTranscription _settled = PartialTranscription.Empty; // what the primary had settled when it gave up
    private long _start; // where the live stream's audio begins
    private long _fed; // up to where it has been given
    private PartialTranscription? _shown; // the live stream's, of which Current was made
    private bool _disposed;

    /// <inheritdoc/>
    public PartialTranscription Current { get; private set; } = PartialTranscription.Empty;

    private bool IsByPrimary => _gaveUp == default;

    private LiveStream Live => IsByPrimary ? _primary : _fallback;

    private TimeSpan Duration => ToTime(_audio.Length);

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<float> samples, CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        AudioGuard.CheckFinite(samples, nameof(samples));
        _audio.Append(samples);
        cancellationToken.ThrowIfCancellationRequested();
        if (_audio.Length == 0)
            return; // Nobody has to be loaded to hear nothing.
        Attempt failed = Listen(samples, cancellationToken);
        if (failed.Error is not null)
            HybridRules.Throw(_gaveUp, failed);
    }

    /// <inheritdoc/>
    public Transcription Finish(CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        cancellationToken.ThrowIfCancellationRequested();
        if (_audio.Length == 0)
            return Transcription.Empty(TimeSpan.Zero);
        Transcription result = engine.FinalBy == EngineRole.Primary ? ConcludeByPrimary(cancellationToken) : ConcludeByFallback(cancellationToken);
        Forget();
        return result;
    }

    /// <inheritdoc/>
    public void Reset()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        Forget();
    }

    /// <summary>Lets go of the audio and of the engines.</summary>
    public void Dispose()
    {
        _disposed = true;
        _primary.Dispose();
        _fallback.Dispose();
        _audio.Dispose();
    }

    private void ThrowIfDisposed()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ObjectDisposedException.ThrowIf(engine.IsDisposed, engine);
    }

    /// <summary>Gives the live stream all audio that it has not got. Where that is the primary's and fails, the fallback's takes over.</summary>
    /// <param name="newest">The last samples of the audio.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>How the fallback failed; the default where somebody listens.</returns>
    private Attempt Listen(ReadOnlySpan<float> newest, CancellationToken cancellationToken)
    {
        if (_final != default)
            (_final, _fed) = (default, _start); // It was brought to an end, and after all goes on.
        if (IsByPrimary)
        {
            Attempt failed = Try(newest, cancellationToken);
            if (failed == default)
                return default;
            GiveUp(failed);
            newest = default;
        }

        return Try(newest, cancellationToken);
    }

    private Attempt Try(ReadOnlySpan<float> newest, CancellationToken cancellationToken)
    {
        try
        {
            if (IsByPrimary && !_isChecked)
            {
                EngineChoice? refusal = engine.FindRefusal(engine.Primary, _options, cancellationToken);
                _isChecked = true;
                if (refusal is not null)
                    return Attempt.Refused(refusal);
            }

            Feed(newest, cancellationToken);
            return default;
        }
        catch (Exception exception) when (engine.IsFailure(exception, cancellationToken))
        {
            return Attempt.Failed(exception);
        }
        finally
        {
            Show();
        }
    }

    private void Feed(ReadOnlySpan<float> newest, CancellationToken cancellationToken)
    {
        using EngineLease lease = Live.Enter(cancellationToken);
        long missed = _audio.Length - newest.Length;
        if (_fed < missed && _block.Length == 0)
            _block = new float[BlockSize];
        while (_fed < missed)
        {
            int count = _audio.Read(_fed, _block.AsSpan(0, (int)Math.Min(BlockSize, missed - _fed)));
            Give(_block.AsSpan(0, count), cancellationToken);
        }

        Give(newest, cancellationToken);
    }

    private void Give(ReadOnlySpan<float> samples, CancellationToken cancellationToken)
    {
        // A stream takes them also where it throws.
        _fed += samples.Length;
        Live.Write(samples, cancellationToken);
    }

    /// <summary>Takes over what the live stream has heard, unless it is still on its way to where another one was.</summary>
    private void Show()
    {
        PartialTranscription heard = Live.Current;
        if (ReferenceEquals(heard, _shown) || heard.Position + ToTime(_start) < Current.Position)
            return;
        _shown = heard;
        heard = SettledText.Continue(_settled, heard, ToTime(_start));
        Current = engine.FinalBy == EngineRole.Primary ? heard : SettledText.Unsettle(heard);
    }

    private void GiveUp(Attempt attempt)
    {
        _primary.EndUtterance(keep: false);
        _gaveUp = attempt;
        _settled = Current;
        _fed = _start = SettledEnd();
    }

    private long SettledEnd() => Math.Min(_audio.Length, (long)Math.Round(SettledText.End(Current).TotalSeconds * engine.SampleRate));

    private Transcription ConcludeByPrimary(CancellationToken cancellationToken)
    {
        Attempt behind = CatchUp(cancellationToken);
        Attempt live = behind != default ? behind : _final != default ? _final : FinishLive(cancellationToken);
        if (!IsByPrimary)
        {
            // The primary failed earlier on; at the end it may be well again.
            bool helps = live.Result is null && _gaveUp.Refusal is null;
            return engine.Rules.Conclude(helps ? HearRest(engine.Primary, cancellationToken) : _gaveUp, live);
        }

        _final = live.Result is null ? default : live;
        return engine.Rules.Conclude(live, engine.Rules.AsksOther(live) ? HearRest(engine.Fallback, cancellationToken) : default);
    }

    private Transcription ConcludeByFallback(CancellationToken cancellationToken)
    {
        Attempt behind = CatchUp(cancellationToken);
        if (IsByPrimary)
        {
            Attempt heard = HearRest(engine.Fallback, cancellationToken);
            return engine.Rules.Conclude(heard.Result is null ? FinishLive(cancellationToken) : default, heard);
        }

        Attempt live = behind != default ? behind : FinishLive(cancellationToken);
        bool helps = live.Result is null && _gaveUp.Refusal is null;
        return engine.Rules.Conclude(helps ? HearRest(engine.Primary, cancellationToken) : _gaveUp, live);
    }

    /// <summary>Gives the live stream what it has missed because calls were cancelled or failed. A stream that throws has taken its samples, and can be finished.</summary>
    /// <returns>How the fallback failed, where it does not even take samples.</returns>
    private Attempt CatchUp(CancellationToken cancellationToken)
    {
        while (_fed < _audio.Length)
        {
            (bool, long) before = (IsByPrimary, _fed);
            Attempt failed = Listen(default, cancellationToken);
            if (failed != default && (IsByPrimary, _fed) == before)
                return failed;
        }

        return default;
    }

    private Attempt FinishLive(CancellationToken cancellationToken)
    {
        try
        {
            using EngineLease lease = Live.Enter(cancellationToken);
            return Attempt.Heard(Live.Finish(cancellationToken), lease.Info).After(_settled, ToTime(_start), Duration, _options.SegmentGap);
        }
        catch (Exception exception) when (engine.IsFailure(exception, cancellationToken))
        {
            return Attempt.Failed(exception);
        }
    }

    /// <summary>Makes an engine hear the audio behind the stable text.</summary>
    private Attempt HearRest(EngineSlot slot, CancellationToken cancellationToken)
    {
        long start = SettledEnd();
        return engine.Hear(slot, new SpoolRecording(_audio, start), _options, cancellationToken).After(Current, ToTime(start), Duration, _options.SegmentGap);
    }

    private void Forget()
    {
        _primary.EndUtterance(keep: true);
        _fallback.EndUtterance(keep: true);
        _audio.Clear();
        _final = default;
        // What the options ask for, the primary cannot do next time either.
        if (_gaveUp.Refusal is null)
            _gaveUp = default;
        (_start, _fed) = (0, 0);
        (_settled, _shown) = (PartialTranscription.Empty, null);
        Current = PartialTranscription.Empty;
    }

    private TimeSpan ToTime(long samples) => TimeSpan.FromTicks(samples * TimeSpan.TicksPerSecond / engine.SampleRate);
}
