using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Swictation.Stt.Audio;
using Swictation.Stt.Vad;

namespace Swictation.Stt;

/// <summary>One source on its way through a pipeline: a task that reads it, a thread that processes what was read, and the events.</summary>
internal sealed class PipelineRun : IAsyncDisposable
{
    /// <summary>How long a read that does not heed its token may hold up the end of a run.</summary>
    private static readonly TimeSpan ReaderGrace = TimeSpan.FromSeconds(1);

    private readonly ILogger _logger;
    private readonly PipelineMetrics _metrics;
    private readonly InputQueue _input;
    private readonly EventQueue _events;
    private readonly RunTelemetry _telemetry;
    private readonly SourceReader _reader;
    private readonly SttPipelineCore _core;
    private readonly Action _coalesced;
    private readonly CancellationTokenSource _abort;
    private readonly CancellationTokenSource _stop;
    private Task _reading = Task.CompletedTask;
    private Task _working = Task.CompletedTask;
    private long _coalescedCount;

    /// <summary>Prepares a run.</summary>
    /// <param name="settings">What the pipeline works with.</param>
    /// <param name="source">The source; not disposed.</param>
    /// <param name="coalesced">Is called, on the worker's thread, for each event that a newer one replaced.</param>
    /// <param name="cancellationToken">Ends the run at once.</param>
    public PipelineRun(PipelineSettings settings, IAudioSource source, Action coalesced, CancellationToken cancellationToken)
    {
        int rate = settings.Engine.Info.SampleRate;
        var capacity = (int)(settings.Options.InputBuffer.TotalSeconds * rate);
        _logger = settings.Logger;
        _metrics = settings.Metrics;
        _coalesced = coalesced;
        _input = new InputQueue(capacity, source.IsLive, count => _metrics.AudioWaiting.Add((double)count / rate, _metrics.Model));
        _events = new EventQueue(settings.Options.EventCapacity);
        var arrivals = new ArrivalLog(Math.Max(rate / 100, capacity / 2048));
        _telemetry = new RunTelemetry(_metrics, settings.Activities, _logger, settings.TimeProvider, arrivals, new SampleClock(rate));
        _reader = new SourceReader(source, rate, _input, arrivals, settings.TimeProvider);
        _core = new SttPipelineCore(settings.Engine, settings.Detector, settings.Options, Emit);
        _abort = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(_abort.Token);
        // Nobody who is to be woken by the cancellation may be held up by a reader of events that pauses.
        _abort.Token.UnsafeRegister(static events => ((EventQueue)events!).LiftBound(), _events);
        Log.RunStarted(_logger, settings.Engine.Info.ModelId, source.SampleRate, source.Channels, source.IsLive);
    }

    /// <summary>Gets a value indicating whether the run was cancelled before all was processed; to be read after the end of the events.</summary>
    public bool WasCancelled { get; private set; }

    /// <summary>Gets a value indicating whether the worker waits for events to be read.</summary>
    public bool IsPaused => _events.IsPaused;

    /// <summary>Gets how many samples wait to be processed.</summary>
    public int InputCount => _input.Count;

    /// <summary>Waits until there is an event to take, or no more will come.</summary>
    /// <returns>False where no more will come.</returns>
    public ValueTask<bool> WaitAsync() => _events.WaitAsync();

    /// <summary>Starts reading and processing.</summary>
    public void Start()
    {
        _reading = Task.Run(() => _reader.RunAsync(_stop.Token, _abort.Token), CancellationToken.None);
        // A thread of its own: models run on it for as long as the audio lasts.
        _working = Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Takes the next event off the queue, where there is one.</summary>
    public SttEvent? TryTake()
    {
        SttEvent? item = _events.TryTake();
        if (item is not null)
            _metrics.EventsWaiting.Add(-1, _metrics.Model);
        return item;
    }

    /// <summary>Stops reading the source, and waits until all that was heard has been recognised, whether anybody reads the events or not.</summary>
    public async Task FinishAsync()
    {
        _events.LiftBound();
        await StopAsync(_stop).ConfigureAwait(false);
    }

    /// <summary>Stops everything at once. Events that nobody has read are dropped.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(_abort).ConfigureAwait(false);
        while (TryTake() is not null)
        {
        }

        _stop.Dispose();
        _abort.Dispose();
    }

    private async Task StopAsync(CancellationTokenSource source)
    {
        try
        {
            await source.CancelAsync().ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // The run has ended and was disposed.
        }

        await LeaveReaderAsync().ConfigureAwait(false);
        await _working.ConfigureAwait(false);
    }

    /// <summary>Waits for the reader to see that it is to stop. A read that blocks regardless is left behind; what was read is handed on first.</summary>
    private async Task LeaveReaderAsync()
    {
        do
            await Task.WhenAny(_reading, Task.Delay(ReaderGrace)).ConfigureAwait(false);
        while (!_reading.IsCompleted && !_reader.IsReading);
        _input.Complete(null);
    }

    private void Work()
    {
        Exception? failure = null;
        try
        {
            Process();
        }
        catch (OperationCanceledException) when (_abort.IsCancellationRequested)
        {
            WasCancelled = true;
            _core.Abort();
            Log.RunCancelled(_logger, _core.Position);
        }
        catch (Exception exception)
        {
            // Nothing that an utterance could be blamed for: whoever reads the events gets it.
            failure = exception;
            Log.RunFailed(_logger, exception);
        }
        finally
        {
            End(failure);
        }
    }

    private void Process()
    {
        while (_input.Wait(out ReadOnlySpan<float> samples, out long lost, _abort.Token))
        {
            _telemetry.BeginWork(_core.SamplePosition + lost + samples.Length);
            if (lost > 0)
                _core.Skip(lost, _abort.Token);
            _core.Push(samples, _abort.Token);
            _telemetry.PauseWork();
            _telemetry.AudioProcessed(samples.Length);
            _input.Advance(samples.Length);
        }

        _telemetry.BeginWork(_core.SamplePosition);
        _core.Complete(_abort.Token);
        _telemetry.PauseWork();
        if (_input.Failure is { } failure)
            Emit(new ErrorEvent { Position = _core.Position, Kind = SttErrorKind.Source, Exception = failure, Start = _core.Position, End = _core.Position });
    }

    private void Emit(SttEvent item)
    {
        _telemetry.Observe(item);
        _telemetry.PauseWork();
        if (_events.Post(item))
        {
            _coalesced();
            _coalescedCount++;
            _metrics.EventsCoalesced.Add(1, _metrics.Model);
        }
        else
        {
            _metrics.EventsWaiting.Add(1, _metrics.Model);
        }

        _telemetry.ResumeWork();
    }

    private void End(Exception? failure)
    {
        try
        {
            _core.Dispose();
            _telemetry.Dispose();
            _input.Complete(null);
            _reading.ContinueWith(static (_, input) => ((InputQueue)input!).Dispose(), _input, TaskScheduler.Default);
            _stop.Cancel();
            Log.RunEnded(_logger, _core.Position, _telemetry.Utterances, _coalescedCount);
        }
        finally
        {
            // Whatever a log or a callback of the token threw: nobody may wait for more events.
            _events.Complete(failure);
        }
    }
}
