using Swictation.Stt.Models;
using Swictation.Stt.Parakeet;
using Swictation.Stt.Whisper;

namespace Swictation.Stt;

/// <summary>A model on this machine, recognised by its files: which engine runs it, and what it consists of. Immutable.</summary>
public sealed record SttModelFiles
{
    private SttModelFiles()
    {
    }

    /// <summary>Gets the engine that runs it; never <see cref="SttEngineKind.Auto"/>.</summary>
    public required SttEngineKind Engine { get; init; }

    /// <summary>Gets the directory of the files, as a full path: the one that was named, or one directly below.</summary>
    public required string Directory { get; init; }

    /// <summary>Gets the layout of the files, as in <see cref="SttEngineInfo.Layout"/>.</summary>
    public required string Layout { get; init; }

    /// <summary>Gets the precision of the weights as far as the file names tell it, as in <see cref="SttEngineInfo.Precision"/>.</summary>
    public required string Precision { get; init; }

    /// <summary>Gets the paths of the model's graphs.</summary>
    public required IReadOnlyList<string> Graphs { get; init; }

    /// <summary>Gets what the manifest says of it, or <see langword="null"/> where it does not know it.</summary>
    public ModelEntry? Entry { get; init; }

    /// <summary>Recognises a model; loads nothing.</summary>
    /// <param name="model">A directory, or a name that <see cref="ModelLocator"/> finds; <see langword="null"/> for the default; <see cref="ModelChooser.Auto"/> for the one that suits this machine.</param>
    /// <param name="options">Which engine, and which files to take where there is a choice; <see langword="null"/> for the defaults.</param>
    /// <returns>The model, all of whose graphs exist.</returns>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="ModelNotFoundException">The model or one of its files is missing; the message says what was looked for.</exception>
    /// <exception cref="ModelLayoutException">The directory holds models of both engines, and the options do not choose.</exception>
    public static SttModelFiles Find(string? model = null, SttEngineOptions? options = null)
    {
        options ??= new SttEngineOptions();
        options.Validate();
        LocatedModel located = ModelLocator.Find(ModelChooser.Resolve(model, options));
        return Find(located, options);
    }

    private static SttModelFiles Find(LocatedModel located, SttEngineOptions options)
    {
        string directory = located.Directory;
        if (options.Engine == SttEngineKind.Parakeet)
            return Describe(ParakeetModelFiles.Find(directory, options.Parakeet.Precision), located);
        if (options.Engine == SttEngineKind.Whisper)
            return Describe(WhisperModelFiles.Find(directory, options.Whisper), located);

        // What lacks a file of one engine's may be complete as the other's: complaints come last.
        ModelNotFoundException? complaint = null;
        SttModelFiles?[] found =
        [
            Try(() => ParakeetModelFiles.TryFind(directory, options.Parakeet.Precision) is { } files ? Describe(files, located) : null),
            Try(() => WhisperModelFiles.TryFind(directory, options.Whisper) is { } files ? Describe(files, located) : null),
        ];
        return found switch
        {
            [{ } parakeet, { } whisper] => Choose(parakeet, whisper, directory),
            [{ } parakeet, null] => parakeet,
            [null, { } whisper] => whisper,
            _ => throw complaint ?? new ModelNotFoundException(
                $"{directory} holds no model. Looked for Parakeet's {ParakeetModelFiles.Expected}; and for Whisper's {WhisperModelFiles.Expected}. " +
                "Name the directory that holds such files.",
                directory),
        };

        SttModelFiles? Try(Func<SttModelFiles?> find)
        {
            try
            {
                return find();
            }
            catch (ModelNotFoundException exception)
            {
                complaint ??= exception;
                return null;
            }
        }
    }

    /// <summary>A model in the directory itself comes before one below.</summary>
    private static SttModelFiles Choose(SttModelFiles parakeet, SttModelFiles whisper, string directory)
    {
        bool first = parakeet.Directory == directory, second = whisper.Directory == directory;
        return first == second
            ? throw new ModelLayoutException(
                $"{directory} holds models of two engines: Parakeet's in {parakeet.Directory}, Whisper's in {whisper.Directory}. Name one of the two directories, or the engine.", directory)
            : first ? parakeet : whisper;
    }

    private static SttModelFiles Describe(ParakeetModelFiles files, LocatedModel located) => new()
    {
        Engine = SttEngineKind.Parakeet,
        Directory = files.Directory,
        Layout = files.LayoutName,
        Precision = files.PrecisionName,
        Graphs = [.. new[] { files.Encoder, files.Decoder, files.Joiner }.OfType<string>()],
        Entry = located.Entry,
    };

    private static SttModelFiles Describe(WhisperModelFiles files, LocatedModel located) => new()
    {
        Engine = SttEngineKind.Whisper,
        Directory = files.Directory,
        Layout = files.LayoutName,
        Precision = files.PrecisionName,
        Graphs = [.. files.Graphs],
        Entry = located.Entry,
    };
}
