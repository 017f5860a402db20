namespace Swictation.Stt;

/// <summary>Keeps an engine loaded for the length of a call. Dispose once.</summary>
/// <param name="slot">Whose engine it is.</param>
/// <param name="engine">The engine.</param>
/// <param name="info">What it is.</param>
internal readonly struct EngineLease(EngineSlot slot, ISttEngine engine, SttEngineInfo info) : IDisposable
{
    public ISttEngine Engine => engine;

    public SttEngineInfo Info => info;

    /// <summary>Gets options that the engine can follow: one that does not boost phrases hears without, rather than not at all.</summary>
    public TranscribeOptions Fit(TranscribeOptions options) =>
        options.BoostPhrases.Count == 0 || info.Capabilities.HasFlag(SttCapabilities.PhraseBoosting) ? options : options with { BoostPhrases = [] };

    public void Dispose() => slot.Return();
}
