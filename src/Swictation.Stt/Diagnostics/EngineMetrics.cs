using System.Diagnostics.Metrics;

namespace Swictation.Stt;

/// <summary>The instruments of a manager of engines.</summary>
internal sealed class EngineMetrics : IDisposable
{
    private readonly Meter _meter;
    private readonly bool _ownsMeter;

    /// <param name="factory">Makes the meter, and owns it; null for a meter of its own.</param>
    /// <param name="engines">Reads what is loaded.</param>
    public EngineMetrics(IMeterFactory? factory, Func<IReadOnlyList<ManagedEngineStatus>> engines)
    {
        _ownsMeter = factory is null;
        _meter = factory is null ? new Meter(SttDiagnostics.Name) : factory.Create(SttDiagnostics.Name);
        Loads = _meter.CreateCounter<long>(SttDiagnostics.EngineLoads, "{load}", "How often an engine was loaded.");
        Unloads = _meter.CreateCounter<long>(SttDiagnostics.EngineUnloads, "{unload}", "How often an engine was unloaded.");
        Observe(SttDiagnostics.EngineLoaded, "{engine}", "Whether an engine is loaded: 1 or 0.", static engine => engine.Load.IsLoaded ? 1 : 0);
        Observe(SttDiagnostics.EngineResident, "By", "What the process's resident memory grew by while the engine was loaded.", static engine => engine.ResidentBytes);
        Observe(SttDiagnostics.EngineDevice, "By", "What the process's GPU memory grew by while the engine was loaded.", static engine => engine.DeviceBytes);

        void Observe(string name, string unit, string description, Func<ManagedEngineStatus, long?> value) => _meter.CreateObservableGauge(
            name,
            () => engines().Select(engine => (Value: value(engine), engine.Name)).Where(static entry => entry.Value is not null).Select(static entry => new Measurement<long>(entry.Value!.Value, Tag(entry.Name))),
            unit,
            description);
    }

    public Counter<long> Loads { get; }

    public Counter<long> Unloads { get; }

    public static KeyValuePair<string, object?> Tag(string name) => new(SttDiagnostics.ModelTag, name);

    public void Dispose()
    {
        if (_ownsMeter)
            _meter.Dispose();
    }
}
