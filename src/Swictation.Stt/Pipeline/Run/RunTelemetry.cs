using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Swictation.Stt;

/// <summary>Measures one run: looks at the events as they are made, on the worker's thread.</summary>
internal sealed class RunTelemetry(PipelineMetrics metrics, ActivitySource activities, ILogger logger, TimeProvider timeProvider, ArrivalLog arrivals, SampleClock clock) : IDisposable
{
    private Activity? _activity;
    private TimeSpan _busy;
    private TimeSpan _busyAtStart;
    private long? _busySince;
    private long? _soundArrival;
    private long _pushEnd;
    private bool _partialTold;

    /// <summary>Gets how many utterances have ended.</summary>
    public int Utterances { get; private set; }

    /// <summary>Begins work on audio.</summary>
    /// <param name="end">The position after it.</param>
    public void BeginWork(long end)
    {
        _pushEnd = end;
        _busySince = timeProvider.GetTimestamp();
    }

    /// <summary>Pauses the measurement of work, or ends it.</summary>
    public void PauseWork()
    {
        if (_busySince is { } since)
            _busy += timeProvider.GetElapsedTime(since);
        _busySince = null;
    }

    public void ResumeWork() => _busySince = timeProvider.GetTimestamp();

    public void AudioProcessed(int samples) => metrics.AudioDuration.Add((double)samples / clock.Rate, metrics.Model);

    public void Observe(SttEvent item)
    {
        switch (item)
        {
            case SpeechStartedEvent started:
                Start(started);
                break;
            case PartialEvent when !_partialTold:
                _partialTold = true;
                Record(metrics.FirstPartialLatency, _soundArrival);
                break;
            case FinalEvent final:
                Finish(final);
                break;
            case SpeechEndedEvent:
                _activity?.Dispose();
                _activity = null;
                break;
            case ErrorEvent error:
                TellError(error);
                break;
        }
    }

    public void Dispose() => _activity?.Dispose();

    private TimeSpan BusyNow() => _busySince is { } since ? _busy + timeProvider.GetElapsedTime(since) : _busy;

    private void Start(SpeechStartedEvent started)
    {
        _partialTold = false;
        _busyAtStart = BusyNow();
        _soundArrival = arrivals.Find(clock.Position(started.Position));
        _activity = activities.StartActivity(SttDiagnostics.UtteranceActivity);
        _activity?.SetTag(SttDiagnostics.UtteranceTag, started.Utterance);
        _activity?.SetTag(SttDiagnostics.ModelTag, metrics.Model.Value);
    }

    private void Finish(FinalEvent final)
    {
        Utterances++;
        TimeSpan duration = final.Position - final.Start;
        metrics.Utterances.Add(1, metrics.Model, Tag(SttDiagnostics.ReasonTag, final.Reason.ToString()));
        if (duration > TimeSpan.Zero)
            metrics.RealTimeFactor.Record((BusyNow() - _busyAtStart) / duration, metrics.Model);
        Record(metrics.FinalLatency, arrivals.Find(_pushEnd));
        if (_activity is null && !logger.IsEnabled(LogLevel.Debug))
            return;
        int words = final.Transcription.Words.Count();
        if (_activity is not null)
        {
            _activity.SetTag(SttDiagnostics.StartTag, final.Start.TotalSeconds);
            _activity.SetTag(SttDiagnostics.DurationTag, duration.TotalSeconds);
            _activity.SetTag(SttDiagnostics.ReasonTag, final.Reason.ToString());
            _activity.SetTag(SttDiagnostics.WordsTag, words);
        }

        Log.UtteranceEnded(logger, final.Utterance, final.Reason, final.Start, final.Position, words);
        Log.Transcript(logger, final.Utterance, final.Text);
    }

    private void TellError(ErrorEvent error)
    {
        metrics.Errors.Add(1, metrics.Model, Tag(SttDiagnostics.KindTag, error.Kind.ToString()));
        switch (error.Kind)
        {
            case SttErrorKind.Overrun:
                metrics.Overruns.Add(1, metrics.Model);
                metrics.AudioLost.Add((error.End - error.Start).TotalSeconds, metrics.Model);
                break;
            case SttErrorKind.Engine:
                _activity?.SetStatus(ActivityStatusCode.Error, error.Exception.GetType().FullName);
                break;
        }

        if (error.Kind == SttErrorKind.Source)
            Log.SourceFailed(logger, error.Exception, error.Position);
        else
            Log.Error(logger, error.Exception, error.Kind, error.Start, error.End);
    }

    private void Record(System.Diagnostics.Metrics.Histogram<double> histogram, long? since)
    {
        if (since is { } timestamp)
            histogram.Record(timeProvider.GetElapsedTime(timestamp).TotalSeconds, metrics.Model);
    }

    private static KeyValuePair<string, object?> Tag(string name, object value) => new(name, value);
}
