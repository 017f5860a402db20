using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Stt.Audio;
using Swictation.Stt.Vad;

namespace Swictation.Stt;

/// <summary>Listens to audio while it comes: finds speech, recognises it, and tells it as events.</summary>
/// <remarks>
/// <para>
/// One run at a time, for one speaker; any number one after another. Pipelines share an engine and a <see cref="SileroVad"/> where they
/// are given the same. A run reads its source by a task and processes the audio on a thread of its own, on which the model runs too (plus
/// the threads that the model's runtime was told to use); see <see cref="SttPipelineCore"/> for what happens there.
/// </para>
/// <para>
/// Nothing is lost silently. Where processing does not keep up a source waits; a live one (<see cref="IAudioSource.IsLive"/>) goes on, and
/// what does not fit into <see cref="SttPipelineOptions.InputBuffer"/> is told as an <see cref="ErrorEvent"/> with the time that was lost;
/// times after it are right. Where the events are not read, a <see cref="PartialEvent"/> of the same utterance and a <see cref="LevelEvent"/>
/// take the place of older ones, which <see cref="CoalescedEvents"/> counts. All others are kept, in order: when
/// <see cref="SttPipelineOptions.EventCapacity"/> of them wait, processing pauses until some are read.
/// </para>
/// <para>
/// A run ends when the source does; where it fails, what came before is recognised, an <see cref="ErrorEvent"/> tells it, and the events
/// end without an exception. Cancelled, it stops at once, also inside a running model; what was recognised of an open utterance is its
/// <see cref="FinalEvent"/>, all events made so far are given, and then <see cref="OperationCanceledException"/> is thrown. Leaving the
/// loop stops the run too, and drops events that were not read. <see cref="DisposeAsync"/> finishes what was heard.
/// </para>
/// <para>Observed by the meter, the activities and the log that <see cref="SttDiagnostics"/> names. The text of transcripts is logged at
/// the level Trace only: it is what people said, so think before you turn that on.</para>
/// </remarks>
public sealed class SttPipeline : IAsyncDisposable
{
    private readonly PipelineSettings _settings;
    private readonly SileroVad? _ownedVad;
    private readonly SileroVadStream? _ownedDetector;
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _disposal = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private PipelineRun? _run;
    private long _coalesced;
    private bool _disposed;

    /// <summary>Initializes a new instance of the <see cref="SttPipeline"/> class that finds speech with a Silero model.</summary>
    /// <param name="engine">The engine; shared, not disposed with the pipeline.</param>
    /// <param name="options">How to work, or <see langword="null"/> for the defaults.</param>
    /// <param name="vad">The model; shared, not disposed with the pipeline. <see langword="null"/> for the one that comes with the library.</param>
    /// <param name="loggerFactory">Makes the log, or <see langword="null"/> for none.</param>
    /// <param name="meterFactory">Makes the meter, and disposes it; <see langword="null"/> for a meter that the pipeline disposes.</param>
    /// <param name="timeProvider">Measures latencies, nothing else; <see langword="null"/> for the system's clock.</param>
    /// <exception cref="ArgumentException">An option is out of range, or the model does not take the engine's sample rate.</exception>
    /// <exception cref="Onnx.OnnxRuntimeException">The native library is missing.</exception>
    /// <exception cref="ObjectDisposedException"><paramref name="vad"/> was disposed.</exception>
    public SttPipeline(
        ISttEngine engine,
        SttPipelineOptions? options = null,
        SileroVad? vad = null,
        ILoggerFactory? loggerFactory = null,
        IMeterFactory? meterFactory = null,
        TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(engine);
        options ??= new SttPipelineOptions();
        options.Validate();
        _ownedVad = vad is null ? SileroVad.Load() : null;
        try
        {
            _ownedDetector = (vad ?? _ownedVad!).OpenStream(engine.Info.SampleRate);
            SttPipelineCore.Check(engine, _ownedDetector, options);
            _settings = MakeSettings(engine, _ownedDetector, options, loggerFactory, meterFactory, timeProvider);
        }
        catch
        {
            _ownedDetector?.Dispose();
            _ownedVad?.Dispose();
            throw;
        }
    }

    /// <summary>Initializes a new instance of the <see cref="SttPipeline"/> class that finds speech with any detector.</summary>
    /// <param name="engine">The engine; shared, not disposed with the pipeline.</param>
    /// <param name="detector">The detector, at the engine's sample rate. The pipeline's alone as long as it is not disposed, but not disposed with it.</param>
    /// <param name="options">How to work, or <see langword="null"/> for the defaults.</param>
    /// <param name="loggerFactory">Makes the log, or <see langword="null"/> for none.</param>
    /// <param name="meterFactory">Makes the meter, and disposes it; <see langword="null"/> for a meter that the pipeline disposes.</param>
    /// <param name="timeProvider">Measures latencies, nothing else; <see langword="null"/> for the system's clock.</param>
    /// <exception cref="ArgumentException">An option is out of range, or the detector has another sample rate than the engine.</exception>
    public SttPipeline(
        ISttEngine engine,
        IVoiceActivityDetector detector,
        SttPipelineOptions? options = null,
        ILoggerFactory? loggerFactory = null,
        IMeterFactory? meterFactory = null,
        TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(detector);
        options ??= new SttPipelineOptions();
        SttPipelineCore.Check(engine, detector, options);
        _settings = MakeSettings(engine, detector, options, loggerFactory, meterFactory, timeProvider);
    }

    /// <summary>Gets how many partial texts and levels were replaced by newer ones before anybody read them, over all runs.</summary>
    public long CoalescedEvents => Interlocked.Read(ref _coalesced);

    /// <summary>Gets a value indicating whether processing waits for events to be read.</summary>
    internal bool IsPaused => _run?.IsPaused ?? false;

    /// <summary>Gets how many samples wait to be processed.</summary>
    internal int InputCount => _run?.InputCount ?? 0;

    /// <summary>Listens to a source.</summary>
    /// <param name="source">The source, of any sample rate from 100 Hz and any number of channels, which are averaged. Not disposed.</param>
    /// <param name="cancellationToken">Ends the run at once.</param>
    /// <returns>
    /// The events. The run starts when they are first asked for. A read of the source that does not heed its token is left behind one
    /// second after the run was to end.
    /// </returns>
    /// <exception cref="ArgumentException">The source has a sample rate that cannot be converted.</exception>
    /// <exception cref="InvalidOperationException">While enumerating: another run of this pipeline has not ended.</exception>
    /// <exception cref="OperationCanceledException">While enumerating: the run was cancelled, and all events were given.</exception>
    /// <exception cref="ObjectDisposedException">The pipeline was disposed.</exception>
    public IAsyncEnumerable<SttEvent> RunAsync(IAudioSource source, CancellationToken cancellationToken = default) =>
        Run(source, isOwned: false, cancellationToken);

    /// <summary>Listens to a recording, such as an <see cref="AudioReader"/>, as fast as it can be processed.</summary>
    /// <param name="samples">The recording. Not disposed.</param>
    /// <param name="cancellationToken">Ends the run at once.</param>
    /// <returns>The events, as for any source.</returns>
    /// <exception cref="ArgumentException">The recording has a sample rate that cannot be converted.</exception>
    /// <exception cref="InvalidOperationException">While enumerating: another run of this pipeline has not ended.</exception>
    /// <exception cref="OperationCanceledException">While enumerating: the run was cancelled, and all events were given.</exception>
    /// <exception cref="ObjectDisposedException">The pipeline was disposed.</exception>
    public IAsyncEnumerable<SttEvent> RunAsync(ISampleSource samples, CancellationToken cancellationToken = default) =>
        Run(AudioSource.From(samples, leaveOpen: true), isOwned: true, cancellationToken);

    /// <summary>Listens to blocks of samples.</summary>
    /// <param name="blocks">The blocks, interleaved, of any lengths.</param>
    /// <param name="sampleRate">The sample rate in Hz, from 100 to <see cref="AudioFormat.MaxSampleRate"/>.</param>
    /// <param name="channels">The number of channels, which are averaged; from 1 to <see cref="AudioFormat.MaxChannels"/>.</param>
    /// <param name="isLive">Whether the audio goes on whether it is read or not, as a microphone's does.</param>
    /// <param name="cancellationToken">Ends the run at once.</param>
    /// <returns>The events, as for any source.</returns>
    /// <exception cref="ArgumentException">The sample rate or the number of channels is out of its range.</exception>
    /// <exception cref="InvalidOperationException">While enumerating: another run of this pipeline has not ended.</exception>
    /// <exception cref="OperationCanceledException">While enumerating: the run was cancelled, and all events were given.</exception>
    /// <exception cref="ObjectDisposedException">The pipeline was disposed.</exception>
    public IAsyncEnumerable<SttEvent> RunAsync(
        IAsyncEnumerable<ReadOnlyMemory<float>> blocks, int sampleRate, int channels = 1, bool isLive = false, CancellationToken cancellationToken = default) =>
        Run(AudioSource.From(blocks, sampleRate, channels, isLive), isOwned: true, cancellationToken);

    /// <summary>
    /// Ends the pipeline. A run stops reading its source; what was heard until then is recognised, and its events end as they do at the
    /// end of the audio. They can still be read; nobody needs to, as any number of them may wait now.
    /// </summary>
    /// <returns>A task that ends when all has been recognised.</returns>
    public async ValueTask DisposeAsync()
    {
        PipelineRun? run;
        bool isFirst;
        lock (_lock)
        {
            isFirst = !_disposed;
            _disposed = true;
            run = _run;
        }

        if (!isFirst)
        {
            await _disposal.Task.ConfigureAwait(false);
            return;
        }

        try
        {
            if (run is not null)
                await run.FinishAsync().ConfigureAwait(false);
        }
        finally
        {
            _ownedDetector?.Dispose();
            _ownedVad?.Dispose();
            _settings.Activities.Dispose();
            _settings.Metrics.Dispose();
            _disposal.SetResult();
        }
    }

    private static PipelineSettings MakeSettings(
        ISttEngine engine, IVoiceActivityDetector detector, SttPipelineOptions options,
        ILoggerFactory? loggerFactory, IMeterFactory? meterFactory, TimeProvider? timeProvider)
    {
        return new PipelineSettings
        {
            Engine = engine,
            Detector = detector,
            Options = options,
            Logger = loggerFactory?.CreateLogger(typeof(SttPipeline).FullName!) ?? NullLogger.Instance,
            Metrics = new PipelineMetrics(meterFactory, engine.Info.ModelId),
            Activities = new ActivitySource(SttDiagnostics.Name),
            TimeProvider = timeProvider ?? TimeProvider.System,
        };
    }

    private IAsyncEnumerable<SttEvent> Run(IAudioSource source, bool isOwned, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (source.SampleRate is < (int)Resampler.MinRate or > (int)Resampler.MaxRate)
            throw new ArgumentException($"The source has a sample rate of {source.SampleRate} Hz; from {Resampler.MinRate} to {Resampler.MaxRate} Hz can be converted.", nameof(source));
        return EnumerateAsync(source, isOwned, cancellationToken);
    }

    private async IAsyncEnumerable<SttEvent> EnumerateAsync(
        IAudioSource source, bool isOwned, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        PipelineRun run = Begin(source, cancellationToken);
        try
        {
            do
            {
                while (run.TryTake() is { } item)
                    yield return item;
            }
            while (await run.WaitAsync().ConfigureAwait(false));

            if (run.WasCancelled)
                throw new OperationCanceledException(cancellationToken);
        }
        finally
        {
            await run.DisposeAsync().ConfigureAwait(false);
            lock (_lock)
                _run = null;
            if (isOwned)
                await source.DisposeAsync().ConfigureAwait(false);
        }
    }

    private PipelineRun Begin(IAudioSource source, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_run is not null)
                throw new InvalidOperationException("The pipeline listens to another source: read its events to the end or leave their loop, or make a second pipeline with the same engine.");
            _run = new PipelineRun(_settings, source, () => Interlocked.Increment(ref _coalesced), cancellationToken);
            _run.Start();
            return _run;
        }
    }
}
