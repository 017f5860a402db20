using Swictation.Host.Input;
using Swictation.Stt;
using Swictation.Stt.Vad;

namespace Swictation.Host.Commands;

/// <summary>The models of a run: the engine and, where it is wanted, the voice activity detector.</summary>
internal sealed class LoadedModels : IDisposable
{
    private readonly SileroVad? _detector;

    private LoadedModels(ISttEngine engine, SileroVad? detector)
    {
        Engine = engine;
        _detector = detector;
    }

    public ISttEngine Engine { get; }

    public SileroVad Detector => _detector ?? throw new InvalidOperationException("No detector was asked for.");

    /// <summary>Loads both at the same time, and compiles the boosted phrases.</summary>
    /// <param name="model">The model, or null for the default.</param>
    /// <param name="options">How to load it.</param>
    /// <param name="withDetector">Whether a detector is wanted.</param>
    /// <param name="detector">The detector's path, or null for the one that is built in.</param>
    /// <param name="phrases">The phrases to lean towards.</param>
    /// <exception cref="UsageException">One of them cannot be loaded, or a phrase is wrong.</exception>
    public static LoadedModels Load(string? model, SttEngineOptions options, bool withDetector, string? detector, IReadOnlyList<BoostPhrase> phrases)
    {
        Task<SileroVad?> loading = withDetector ? Task.Run(() => (SileroVad?)SileroVad.Load(detector)) : Task.FromResult<SileroVad?>(null);
        ISttEngine? engine = null;
        try
        {
            engine = SttEngine.Load(model, options);
            if (phrases.Count > 0)
                engine.Transcribe(ReadOnlySpan<float>.Empty, new TranscribeOptions { BoostPhrases = phrases }); // compiles them, or says which is wrong
            return new LoadedModels(engine, loading.GetAwaiter().GetResult());
        }
        catch (Exception exception) when (exception is SttException or ArgumentException)
        {
            engine?.Dispose();
            Abandon(loading);
            throw new UsageException(exception.Message);
        }
    }

    public void Dispose()
    {
        Engine.Dispose();
        _detector?.Dispose();
    }

    /// <summary>Waits for a load that nobody wants any more: the process must not end while one is under way.</summary>
    private static void Abandon(Task<SileroVad?> loading)
    {
        try
        {
            loading.GetAwaiter().GetResult()?.Dispose();
        }
        catch (Exception exception) when (exception is SttException or ArgumentException)
        {
            // One reason why nothing works was told.
        }
    }
}
