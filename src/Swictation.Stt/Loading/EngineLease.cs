namespace Swictation.Stt;

/// <summary>Keeps an engine loaded for the length of a call. Dispose once.</summary>
/// <param name="slot">Whose engine it is.</param>
/// <param name="engine">The engine.</param>
/// <param name="info">What it is.</param>
internal readonly struct EngineLease(EngineSlot slot, ISttEngine engine, SttEngineInfo info) : IDisposable
{
    public ISttEngine Engine => engine;

    public SttEngineInfo Info => info;

    public void Dispose() => slot.Return();
}
