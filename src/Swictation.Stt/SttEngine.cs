using Swictation.Stt.Models;
using Swictation.Stt.Parakeet;

namespace Swictation.Stt;

/// <summary>Loads models: the way in for applications.</summary>
/// <remarks>Safe for concurrent use.</remarks>
public static class SttEngine
{
    /// <summary>Loads a model by its directory or by the name of one that is on this machine.</summary>
    /// <param name="model">
    /// A directory, or a name such as <c>tiny-en</c> that <see cref="ModelLocator"/> finds; <see langword="null"/> for the default:
    /// <c>SWICTATION_MODEL</c> if it is set, else <c>tiny-en</c>.
    /// </param>
    /// <param name="options">How to load it, or <see langword="null"/> for the defaults.</param>
    /// <returns>The engine; dispose it.</returns>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="ModelNotFoundException">The model or one of its files is missing.</exception>
    /// <exception cref="ModelIntegrityException">A file is damaged.</exception>
    /// <exception cref="ModelLayoutException">The files do not fit together or are not a model of a known kind.</exception>
    /// <exception cref="Onnx.OnnxRuntimeException">ONNX Runtime's native library is missing, or lacks what the model needs.</exception>
    public static ISttEngine Load(string? model = null, SttEngineOptions? options = null)
    {
        options ??= new SttEngineOptions();
        LocatedModel located = ModelLocator.Find(model);
        return ParakeetEngine.Load(located.Directory, options.Parakeet with
        {
            Threads = options.Threads != 0 ? options.Threads : options.Parakeet.Threads,
            Providers = options.Providers.Count > 0 ? options.Providers : options.Parakeet.Providers,
            GraphCache = options.GraphCache ?? options.Parakeet.GraphCache,
            ModelId = options.Parakeet.ModelId ?? located.Entry?.Id,
            Window = options.Parakeet.Window ?? located.Entry?.Window,
            WindowOverlap = options.Parakeet.WindowOverlap ?? located.Entry?.WindowOverlap,
            StreamUpdateInterval = options.Parakeet.StreamUpdateInterval ?? located.Entry?.StreamUpdateInterval,
            StreamLeftContext = options.Parakeet.StreamLeftContext ?? located.Entry?.StreamLeftContext,
            StreamRightContext = options.Parakeet.StreamRightContext ?? located.Entry?.StreamRightContext,
            Languages = options.Parakeet.Languages.Count > 0 ? options.Parakeet.Languages : located.Entry?.Languages ?? [],
        });
    }
}
