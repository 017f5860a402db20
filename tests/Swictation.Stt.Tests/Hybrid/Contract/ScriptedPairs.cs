namespace Swictation.Stt.Tests.Hybrid;

/// <summary>Pairs of scripted engines for the contract of streams: what they heard last is uncertain.</summary>
internal static class ScriptedPairs
{
    private static readonly ScriptedWord[] Words = ScriptedWord.Spread(
        "Well this is the the text. It has words that come twice twice, and it goes on. And so on until there is no more of it to be said at last.", length: 0.7, pause: 0.3);

    public static IReadOnlyList<float[]> Utterances { get; } = [ScriptedEngine.Audio(4.3), ScriptedEngine.Audio(14.99), ScriptedEngine.Audio(33.3)];

    public static HybridEngine Create(
        Action<ScriptedCall>? onPrimaryCall = null, float fallbackConfidence = 0.5f, Func<HybridEngineOptions, HybridEngineOptions>? change = null)
    {
        var options = new HybridEngineOptions
        {
            Primary = () => new ScriptedEngine(Words) { Uncertain = TimeSpan.FromSeconds(1.5), OnCall = onPrimaryCall },
            Fallback = () => new ScriptedEngine([.. Words.Select(word => word with { Text = word.Text.ToUpperInvariant() })])
            {
                Uncertain = TimeSpan.FromSeconds(0.9),
                Confidence = fallbackConfidence,
            },
        };
        return new HybridEngine(change?.Invoke(options) ?? options);
    }
}
