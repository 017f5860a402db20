using System.Diagnostics.Metrics;

namespace Swictation.Stt.Tests.Pipeline;

/// <summary>Makes a meter, and keeps what is measured with it.</summary>
internal sealed class MeterRecording : IMeterFactory
{
    private readonly MeterListener _listener = new();
    private readonly List<(string Name, double Value, KeyValuePair<string, object?>[] Tags)> _measurements = [];
    private Meter? _meter;

    public MeterRecording()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == _meter)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    public Meter Create(MeterOptions options)
    {
        Assert.Equal(SttDiagnostics.Name, options.Name);
        return _meter ??= new Meter(options);
    }

    /// <summary>Reads what is measured by asking.</summary>
    public void Observe() => _listener.RecordObservableInstruments();

    public double[] Values(string name, string? tag = null, string? value = null)
    {
        lock (_measurements)
        {
            return [.. _measurements.Where(m => m.Name == name && (tag is null || m.Tags.Any(t => t.Key == tag && (string?)t.Value == value))).Select(m => m.Value)];
        }
    }

    public double Sum(string name) => Values(name).Sum();

    /// <summary>Asserts that everything is told of which model it is.</summary>
    public void AssertTagged(string model)
    {
        lock (_measurements)
            Assert.All(_measurements, m => Assert.Contains(m.Tags, tag => tag.Key == SttDiagnostics.ModelTag && (string?)tag.Value == model));
    }

    public void Dispose()
    {
        _listener.Dispose();
        _meter?.Dispose();
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (_measurements)
            _measurements.Add((instrument.Name, value, tags.ToArray()));
    }
}
