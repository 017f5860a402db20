using Swictation.Host.Input;
using Swictation.Host.Models;
using Swictation.Host.Output;
using Swictation.Stt;
using Swictation.Stt.Vad;

namespace Swictation.Host.Commands;

/// <summary>The models of a run: the engine, or two of them as one, and, where it is wanted, the voice activity detector.</summary>
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

    /// <summary>Loads engine and detector at the same time, and finds out whether the engine can do what it will be asked for.</summary>
    /// <param name="model">The model, or null for the default.</param>
    /// <param name="options">How to load it.</param>
    /// <param name="fallback">The second engine, or null where there is none. Its model is loaded when it is needed.</param>
    /// <param name="recognition">What it will be asked for.</param>
    /// <param name="withDetector">Whether a detector is wanted.</param>
    /// <param name="detector">The detector's path, or null for the one that is built in.</param>
    /// <exception cref="UsageException">One of them cannot be loaded, or cannot do what is asked for.</exception>
    public static LoadedModels Load(
        string? model, SttEngineOptions options, FallbackSettings? fallback, RecognitionSettings recognition, bool withDetector, string? detector)
    {
        Task<SileroVad?> loading = withDetector ? Task.Run(() => (SileroVad?)DetectorModel.Load(detector, new SileroVadOptions { GraphCache = options.GraphCache })) : Task.FromResult<SileroVad?>(null);
        ISttEngine? engine = null;
        try
        {
            SttEngineOptions second = options with { Engine = SttEngineKind.Auto }; // --engine is the first one's
            SttModelFiles[] files = fallback is null ? [SttModelFiles.Find(model, options)] : [SttModelFiles.Find(model, options), SttModelFiles.Find(fallback.Model, second)];
            RequireEngines(files, recognition);
            engine = fallback is null ? SttEngine.Load(model, options) : new HybridEngine(new HybridEngineOptions
            {
                Primary = () => SttEngine.Load(model, options),
                Fallback = () => SttEngine.Load(fallback.Model, second),
                FinalBy = fallback.FinalBy,
                MinConfidence = fallback.MinConfidence,
            });
            _ = engine.Info; // of two engines the first is loaded now
            if (recognition.Options != TranscribeOptions.Default)
                engine.Transcribe(ReadOnlySpan<float>.Empty, recognition.Options); // compiles phrases and prompts, or says which is wrong
            return new LoadedModels(engine, loading.GetAwaiter().GetResult());
        }
        catch (Exception exception) when (exception is SttException or ArgumentException or UsageException)
        {
            engine?.Dispose();
            Abandon(loading);
            throw new UsageException(ExceptionText.Of(exception));
        }
    }

    public void Dispose()
    {
        Engine.Dispose();
        _detector?.Dispose();
    }

    /// <summary>Refuses what none of the engines has, rather than doing without it.</summary>
    public static void RequireEngines(IReadOnlyList<SttModelFiles> files, RecognitionSettings recognition)
    {
        string names = string.Join(" and ", files.Select(static file => file.Entry?.Id ?? file.Directory));
        if (recognition.WhisperOnly.Count > 0 && files.All(static file => file.Engine != SttEngineKind.Whisper))
            throw new UsageException($"{string.Join(", ", recognition.WhisperOnly)}: only Whisper models have this, and {names} is Parakeet's. Leave it out, or name a Whisper model with --model.");
        if (recognition.Options.BoostPhrases.Count > 0 && files.All(static file => file.Engine != SttEngineKind.Parakeet))
            throw new UsageException($"--boost: only Parakeet models lean towards phrases, and {names} is Whisper's. Give it the words with --hotwords.");
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
