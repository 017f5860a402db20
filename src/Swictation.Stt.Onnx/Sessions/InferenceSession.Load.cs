using System.IO.MemoryMappedFiles;
using System.Text;

namespace Swictation.Stt.Onnx;

/// <content>Loading: from a file, from a memory-mapped file, from bytes.</content>
public sealed unsafe partial class InferenceSession
{
    private const string UseBytesDirectly = "session.use_ort_model_bytes_directly";

    private delegate nint CreateNative(nint options, nint* session);

    /// <summary>Loads a model from a file. External data is found beside it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to load and run it, or <see langword="null"/> for the defaults.</param>
    /// <returns>The session; dispose it.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <exception cref="ModelNotFoundException">There is no such file.</exception>
    /// <exception cref="ModelIntegrityException">The file is empty.</exception>
    /// <exception cref="OnnxRuntimeException">The native library is missing, or it cannot load the model.</exception>
    public static InferenceSession FromFile(string path, SessionOptions? options = null)
    {
        string full = CheckFile(path);
        OrtEnv env = OrtEnv.Instance;
        options ??= new SessionOptions();
        options.Validate();
        return options.GraphCache is { } cache && GraphCache.Serves(full, options)
            ? cache.Open(full, options, env, (file, changed) => FromFile(file, full, env, changed))
            : FromFile(full, full, env, options);
    }

    /// <summary>
    /// Loads a model from a file through a memory map, so that its bytes are read once, into pages the system can take back. External
    /// data is found beside it.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to load and run it, or <see langword="null"/> for the defaults.</param>
    /// <returns>The session; dispose it.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <exception cref="ModelNotFoundException">There is no such file.</exception>
    /// <exception cref="ModelIntegrityException">The file is empty.</exception>
    /// <exception cref="OnnxRuntimeException">The native library is missing, or it cannot load the model.</exception>
    public static InferenceSession FromMappedFile(string path, SessionOptions? options = null)
    {
        string full = CheckFile(path);
        using var file = MemoryMappedFile.CreateFromFile(full, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        using MemoryMappedViewAccessor view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        byte* bytes = null;
        try
        {
            view.SafeMemoryMappedViewHandle.AcquirePointer(ref bytes);
            // ONNX Runtime copies what it needs while it parses, so the map can go afterwards.
            return FromPointer(bytes, (nuint)new FileInfo(full).Length, full, Path.GetDirectoryName(full), options);
        }
        finally
        {
            if (bytes is not null)
                view.SafeMemoryMappedViewHandle.ReleasePointer();
        }
    }

    /// <summary>Loads a model from bytes, which are only read during the call.</summary>
    /// <param name="model">The bytes of the model file.</param>
    /// <param name="name">What to call the model in messages.</param>
    /// <param name="externalDataFolder">Where the model's external data lies, or <see langword="null"/> where it has none.</param>
    /// <param name="options">How to load and run it, or <see langword="null"/> for the defaults.</param>
    /// <returns>The session; dispose it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is <see langword="null"/>.</exception>
    /// <exception cref="ModelIntegrityException">There are no bytes.</exception>
    /// <exception cref="OnnxRuntimeException">The native library is missing, or it cannot load the model.</exception>
    public static InferenceSession FromBytes(
        ReadOnlySpan<byte> model, string name, string? externalDataFolder = null, SessionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (model.IsEmpty)
            throw new ModelIntegrityException($"The model {name} is empty (0 bytes). Get it again.", name);
        fixed (byte* bytes = model)
            return FromPointer(bytes, (nuint)model.Length, name, externalDataFolder, options);
    }

    private static InferenceSession FromFile(string file, string modelPath, OrtEnv env, SessionOptions options)
    {
        byte[] name = Utf8.Path(file);
        return Create(env, options, modelPath, null, (native, session) =>
        {
            fixed (byte* text = name)
                return env.Api.CreateSession(env.Handle, text, native, session);
        });
    }

    private static InferenceSession FromPointer(byte* bytes, nuint length, string name, string? folder, SessionOptions? options)
    {
        if (options?.ConfigEntries.TryGetValue(UseBytesDirectly, out string? value) == true && value == "1")
            throw new ArgumentException($"{UseBytesDirectly} would refer to the model's bytes after they are gone. Leave it out, or load the model with {nameof(FromFile)}.", nameof(options));
        OrtEnv env = OrtEnv.Instance;
        return Create(env, options, name, folder, (native, session) =>
            env.Api.CreateSessionFromArray(env.Handle, bytes, length, native, session));
    }

    /// <summary>Tries the providers in order and keeps the first that takes the model.</summary>
    private static InferenceSession Create(OrtEnv env, SessionOptions? options, string modelPath, string? folder, CreateNative create)
    {
        options ??= new SessionOptions();
        options.Validate();
        var reason = new StringBuilder();
        foreach (ExecutionProviderOptions provider in options.Providers.Where(static p => p.Provider != ExecutionProvider.Cpu))
        {
            try
            {
                InferenceSession session = CreateWith(provider, reason.Length == 0 ? "the first choice" : $"the next choice ({reason})");
                return session;
            }
            catch (OnnxRuntimeException exception)
            {
                reason.Append(reason.Length == 0 ? string.Empty : "; ").Append(provider.Provider).Append(" failed: ").Append(exception.NativeMessage);
            }
        }

        return CreateWith(ExecutionProvider.Cpu, reason.Length == 0 ? "the default" : $"nothing before it worked ({reason})");

        InferenceSession CreateWith(ExecutionProviderOptions provider, string why)
        {
            using var native = new NativeSessionOptions(env, options, provider, folder);
            nint session;
            env.Api.Check(create(native.Value, &session), modelPath);
            return new InferenceSession(env, session, modelPath, provider.Provider, why);
        }
    }

    private static string CheckFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string full = Path.GetFullPath(path);
        var file = new FileInfo(full);
        if (!file.Exists)
            throw new ModelNotFoundException($"There is no model file {full}. Check the path, or get the model.", full);
        if (file.Length == 0)
            throw new ModelIntegrityException($"The model file {full} is empty (0 bytes). Get it again.", full);
        return full;
    }
}
