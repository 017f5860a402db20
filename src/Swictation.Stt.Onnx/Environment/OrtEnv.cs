using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Swictation.Stt.Onnx;

/// <summary>
/// Represents ONNX Runtime in this process: the loaded library and its one environment, made at the first use and kept until the
/// process ends (ONNX Runtime allows but one).
/// </summary>
/// <remarks>Safe for concurrent use.</remarks>
public sealed unsafe class OrtEnv
{
    private static readonly Lock Gate = new();
    private static OrtEnv? _instance;

    private readonly Action<OrtLogMessage>? _log;

    private OrtEnv(OrtEnvOptions options)
    {
        (nint library, LibraryPath, LibraryOrigin) = NativeLibraryLocator.Load(options.LibraryPath);
        Api = new OrtApi(library);
        if (!Api.IsSupported)
        {
            string text = $"The ONNX Runtime library {LibraryPath} is version {Api.RuntimeVersion}; 1.{OrtApi.Version} or newer is needed. Use a newer library.";
            throw new OnnxRuntimeException(text, OrtErrorCode.LibraryNotFound, text);
        }

        _log = options.Log;
        nint env, allocator, memory;
        GCHandle self = GCHandle.Alloc(this); // for the logger; lives as long as the process, like the environment
        fixed (byte* id = "swictation\0"u8)
            Api.Check(Api.CreateEnvWithCustomLogger(&OnLog, (void*)GCHandle.ToIntPtr(self), (int)options.LogSeverity, id, &env));
        Handle = env;
        Api.Check(Api.DisableTelemetryEvents(env)); // nothing leaves the machine
        Api.Check(Api.GetAllocatorWithDefaultOptions(&allocator));
        Allocator = allocator;
        Api.Check(Api.CreateCpuMemoryInfo(1, 0, &memory)); // arena allocator, default memory
        CpuMemory = memory;
        AvailableProviders = ReadProviders();
    }

    /// <summary>Gets the environment; makes it with the defaults where it does not exist yet.</summary>
    /// <exception cref="OnnxRuntimeException">The native library was not found or is too old.</exception>
    public static OrtEnv Instance => Volatile.Read(ref _instance) ?? GetOrCreate(new OrtEnvOptions());

    /// <summary>Gets the path of the loaded library, or its bare name where the system found it.</summary>
    public string LibraryPath { get; }

    /// <summary>Gets which rule found the library.</summary>
    public string LibraryOrigin { get; }

    /// <summary>Gets the version of the library, such as <c>1.30.0</c>.</summary>
    public string Version => Api.RuntimeVersion;

    /// <summary>Gets the build information of the library: commit, flags.</summary>
    public string BuildInfo => Utf8.Read(Api.GetBuildInfoString());

    /// <summary>Gets the names of the execution providers that were compiled into the library.</summary>
    public IReadOnlyList<string> AvailableProviders { get; }

    /// <summary>Says whether an execution provider was compiled into the library. Whether its hardware is there only shows when a model is loaded.</summary>
    /// <param name="provider">The provider.</param>
    /// <returns>Whether it was.</returns>
    public bool Supports(ExecutionProvider provider) =>
        provider == ExecutionProvider.Cpu || AvailableProviders.Contains(ExecutionProviderNames.Of(provider).Registered);

    internal OrtApi Api { get; }

    internal nint Handle { get; }

    internal nint Allocator { get; }

    internal nint CpuMemory { get; }

    /// <summary>Gets the environment, making it with <paramref name="options"/> where it does not exist yet.</summary>
    /// <param name="options">How to make it. Call this before anything else uses ONNX Runtime.</param>
    /// <returns>The environment.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The environment exists with another library or another log receiver.</exception>
    /// <exception cref="OnnxRuntimeException">The native library was not found or is too old.</exception>
    public static OrtEnv GetOrCreate(OrtEnvOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        lock (Gate)
        {
            if (_instance is null)
            {
                var created = new OrtEnv(options);
                Volatile.Write(ref _instance, created);
                return created;
            }

            bool sameLibrary = options.LibraryPath is null || Path.GetFullPath(options.LibraryPath) == _instance.LibraryPath;
            if (!sameLibrary || (options.Log is not null && options.Log != _instance._log))
            {
                throw new InvalidOperationException(
                    $"ONNX Runtime is already loaded from {_instance.LibraryPath} and a process has only one environment. " +
                    $"Call {nameof(OrtEnv)}.{nameof(GetOrCreate)} with these options before anything else uses it.");
            }

            return _instance;
        }
    }

    [UnmanagedCallersOnly]
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "An exception must not cross into native code.")]
    private static void OnLog(void* state, int severity, byte* category, byte* logId, byte* location, byte* message)
    {
        try
        {
            if (GCHandle.FromIntPtr((nint)state).Target is OrtEnv { _log: { } log })
                log(new OrtLogMessage((OrtLogSeverity)severity, Utf8.Read(category), Utf8.Read(logId), Utf8.Read(location), Utf8.Read(message)));
        }
        catch (Exception)
        {
            // The receiver's own failure; there is nobody to tell.
        }
    }

    private string[] ReadProviders()
    {
        byte** names;
        int count;
        Api.Check(Api.GetAvailableProviders(&names, &count));
        var result = new string[count];
        for (int i = 0; i < count; i++)
            result[i] = Utf8.Read(names[i]);
        Api.Check(Api.ReleaseAvailableProviders(names, count));
        return result;
    }
}
