using System.Diagnostics.Metrics;

namespace Swictation.Stt;

/// <summary>The instruments of a pipeline.</summary>
internal sealed class PipelineMetrics : IDisposable
{
    private readonly Meter _meter;
    private readonly bool _ownsMeter;

    /// <param name="factory">Makes the meter, and owns it; null for a meter of its own.</param>
    /// <param name="modelId">The model.</param>
    public PipelineMetrics(IMeterFactory? factory, string modelId)
    {
        Model = new KeyValuePair<string, object?>(SttDiagnostics.ModelTag, modelId);
        _ownsMeter = factory is null;
        _meter = factory is null ? new Meter(SttDiagnostics.Name) : factory.Create(SttDiagnostics.Name);
        AudioDuration = _meter.CreateCounter<double>(SttDiagnostics.AudioDuration, "s", "Audio that was processed.");
        AudioLost = _meter.CreateCounter<double>(SttDiagnostics.AudioLost, "s", "Audio that was lost.");
        AudioWaiting = _meter.CreateUpDownCounter<double>(SttDiagnostics.AudioWaiting, "s", "Audio that waits to be processed.");
        Overruns = _meter.CreateCounter<long>(SttDiagnostics.Overruns, "{overrun}", "How often audio was lost.");
        Utterances = _meter.CreateCounter<long>(SttDiagnostics.Utterances, "{utterance}", "Utterances that have ended.");
        RealTimeFactor = Histogram(SttDiagnostics.RealTimeFactor, "1", "Time of processing over the length of the audio.", [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5]);
        FirstPartialLatency = Histogram(SttDiagnostics.FirstPartialLatency, "s", "From the first sound to the first partial text.", LatencyBuckets);
        FinalLatency = Histogram(SttDiagnostics.FinalLatency, "s", "From the audio that ended the utterance to its final text.", LatencyBuckets);
        EventsWaiting = _meter.CreateUpDownCounter<long>(SttDiagnostics.EventsWaiting, "{event}", "Events that wait to be read.");
        EventsCoalesced = _meter.CreateCounter<long>(SttDiagnostics.EventsCoalesced, "{event}", "Events that were replaced by newer ones unread.");
        Errors = _meter.CreateCounter<long>(SttDiagnostics.Errors, "{error}", "Errors that were told.");
    }

    public KeyValuePair<string, object?> Model { get; }

    public Counter<double> AudioDuration { get; }

    public Counter<double> AudioLost { get; }

    public UpDownCounter<double> AudioWaiting { get; }

    public Counter<long> Overruns { get; }

    public Counter<long> Utterances { get; }

    public Histogram<double> RealTimeFactor { get; }

    public Histogram<double> FirstPartialLatency { get; }

    public Histogram<double> FinalLatency { get; }

    public UpDownCounter<long> EventsWaiting { get; }

    public Counter<long> EventsCoalesced { get; }

    public Counter<long> Errors { get; }

    private static double[] LatencyBuckets => [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10];

    public void Dispose()
    {
        if (_ownsMeter)
            _meter.Dispose();
    }

    private Histogram<double> Histogram(string name, string unit, string description, double[] buckets) =>
        _meter.CreateHistogram(name, unit, description, null, new InstrumentAdvice<double> { HistogramBucketBoundaries = buckets });
}
