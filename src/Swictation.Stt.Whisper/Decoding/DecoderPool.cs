using System.Collections.Concurrent;

namespace Swictation.Stt.Whisper;

/// <summary>Keeps decoders, with their caches, for the next call. Safe for concurrent use.</summary>
internal sealed class DecoderPool(DecoderNetwork network, SpecialTokens specials) : IDisposable
{
    private readonly ConcurrentBag<WindowDecoder> _decoders = [];
    private volatile bool _disposed;

    /// <summary>Takes a decoder; give it back with <see cref="Return"/>.</summary>
    public WindowDecoder Rent() => _decoders.TryTake(out WindowDecoder? decoder) ? decoder : new WindowDecoder(network.CreateStepper(), specials);

    public void Return(WindowDecoder decoder)
    {
        _decoders.Add(decoder);
        if (_disposed && _decoders.TryTake(out WindowDecoder? late))
            late.Dispose();
    }

    public void Dispose()
    {
        _disposed = true;
        while (_decoders.TryTake(out WindowDecoder? decoder))
            decoder.Dispose();
    }
}
