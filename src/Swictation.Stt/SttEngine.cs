using Swictation.Stt.Models;
using Swictation.Stt.Parakeet;
using Swictation.Stt.Whisper;

namespace Swictation.Stt;

/// <summary>Loads models: the way in for applications.</summary>
/// <remarks>Safe for concurrent use.</remarks>
public static class SttEngine
{
    /// <summary>Loads a model by its directory or by the name of one that is on this machine. Which engine runs it is told from its files.</summary>
    /// <param name="model">
    /// A directory, or a name such as <c>tiny-en</c> that <see cref="ModelLocator"/> finds; <see langword="null"/> for the default:
    /// <c>SWICTATION_MODEL</c> if it is set, else <c>tiny-en</c>. <c>auto</c> takes the one on this machine that suits it best: see
    /// <see cref="ModelChooser.ChooseHere"/>, which also says why.
    /// </param>
    /// <param name="options">How to load it, or <see langword="null"/> for the defaults.</param>
    /// <returns>The engine; dispose it.</returns>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="ModelNotFoundException">The model or one of its files is missing.</exception>
    /// <exception cref="ModelIntegrityException">A file is damaged.</exception>
    /// <exception cref="ModelLayoutException">The files do not fit together, are not a model of a known kind, or are models of two kinds.</exception>
    /// <exception cref="Onnx.OnnxRuntimeException">ONNX Runtime's native library is missing, or lacks what the model needs.</exception>
    public static ISttEngine Load(string? model = null, SttEngineOptions? options = null)
    {
        options ??= new SttEngineOptions();
        SttModelFiles files = SttModelFiles.Find(model, options);
        return files.Engine == SttEngineKind.Whisper
            ? WhisperEngine.Load(files.Directory, ForWhisper(options, files))
            : ParakeetEngine.Load(files.Directory, ForParakeet(options, files.Entry));
    }

    private static ParakeetOptions ForParakeet(SttEngineOptions options, ModelEntry? entry) => options.Parakeet with
    {
        Threads = options.Threads != 0 ? options.Threads : options.Parakeet.Threads,
        Providers = options.Providers.Count > 0 ? options.Providers : options.Parakeet.Providers,
        GraphCache = options.GraphCache ?? options.Parakeet.GraphCache,
        ModelId = options.Parakeet.ModelId ?? entry?.Id,
        Window = options.Parakeet.Window ?? entry?.Window,
        WindowOverlap = options.Parakeet.WindowOverlap ?? entry?.WindowOverlap,
        StreamUpdateInterval = options.Parakeet.StreamUpdateInterval ?? entry?.StreamUpdateInterval,
        StreamLeftContext = options.Parakeet.StreamLeftContext ?? entry?.StreamLeftContext,
        StreamRightContext = options.Parakeet.StreamRightContext ?? entry?.StreamRightContext,
        Languages = options.Parakeet.Languages.Count > 0 ? options.Parakeet.Languages : entry?.Languages ?? [],
    };

    // Languages and windows are in a Whisper model's own files.
    private static WhisperOptions ForWhisper(SttEngineOptions options, SttModelFiles files) => options.Whisper with
    {
        Threads = options.Threads != 0 ? options.Threads : options.Whisper.Threads,
        Providers = options.Providers.Count > 0 ? options.Providers : options.Whisper.Providers,
        GraphCache = options.GraphCache ?? options.Whisper.GraphCache,
        ModelId = options.Whisper.ModelId ?? files.Entry?.Id,
    };
}
