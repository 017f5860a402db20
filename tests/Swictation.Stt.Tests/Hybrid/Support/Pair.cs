namespace Swictation.Stt.Tests.Hybrid;

/// <summary>A hybrid of two engines, and which of them were loaded.</summary>
internal sealed class Pair : IDisposable
{
    private int _primaries;
    private int _fallbacks;

    public Pair(ISttEngine? primary, ISttEngine? fallback, Func<HybridEngineOptions, HybridEngineOptions>? change = null)
        : this(() => primary ?? throw Pair.Missing("There is no primary."), () => fallback ?? throw Pair.Missing("There is no fallback."), change)
    {
    }

    public Pair(Func<ISttEngine> primary, Func<ISttEngine> fallback, Func<HybridEngineOptions, HybridEngineOptions>? change = null)
    {
        var options = new HybridEngineOptions
        {
            Primary = () =>
            {
                Interlocked.Increment(ref _primaries);
                return primary();
            },
            Fallback = () =>
            {
                Interlocked.Increment(ref _fallbacks);
                return fallback();
            },
        };
        Engine = new HybridEngine(change?.Invoke(options) ?? options);
    }

    public HybridEngine Engine { get; }

    /// <summary>Gets how often each factory was called.</summary>
    public (int Primary, int Fallback) Loads => (_primaries, _fallbacks);

    /// <summary>Makes what a load throws where there is no model.</summary>
    public static ModelNotFoundException Missing(string message) => new(message, "models");

    public static float[] Audio(int length) => new float[length];

    public Transcription Transcribe(int length = 100, TranscribeOptions? options = null) => Engine.Transcribe(Audio(length), options);

    /// <summary>Asserts whose text it is, and why.</summary>
    public static void AssertChoice(Transcription result, string modelId, EngineRole engine, EngineChoiceReason reason)
    {
        Assert.Equal((modelId, engine, reason), (result.ModelId, result.EngineChoice?.Engine, result.EngineChoice?.Reason));
        Assert.NotEqual(string.Empty, result.EngineChoice!.Explanation);
    }

    public void Dispose() => Engine.Dispose();
}
