using System.Runtime.InteropServices;
using System.Text;

namespace Swictation.Stt.Onnx;

/// <summary>
/// Finds ONNX Runtime's native library, which is the application's choice: a path that was named, then the application's own folders
/// (where the NuGet packages Microsoft.ML.OnnxRuntime, .Gpu and .DirectML put it), then the system's loader.
/// </summary>
internal static class NativeLibraryLocator
{
    public const string Variable = "SWICTATION_ONNXRUNTIME";

    private const string Remedy =
        "Add the package Microsoft.ML.OnnxRuntime to the application (dotnet add package Microsoft.ML.OnnxRuntime), or set " + Variable + " to the library's path.";

    public static string FileName =>
        OperatingSystem.IsWindows() ? "onnxruntime.dll" : OperatingSystem.IsMacOS() ? "libonnxruntime.dylib" : "libonnxruntime.so";

    /// <summary>Loads the library.</summary>
    /// <returns>The module, its path, and the rule that found it.</returns>
    public static (nint Library, string Path, string Origin) Load(string? configured)
    {
        if (configured is not null)
            return LoadNamed(configured, "the path in the options");
        string? variable = Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrEmpty(variable))
            return LoadNamed(variable, $"the environment variable {Variable}");

        var tried = new StringBuilder();
        foreach ((string path, string origin) in Candidates())
        {
            if (!File.Exists(path))
            {
                tried.Append("\n  ").Append(path).Append(": not there");
                continue;
            }

            if (TryLoad(path, out nint library, out string reason))
                return (library, path, origin);
            tried.Append("\n  ").Append(path).Append(": ").Append(reason);
        }

        foreach (string name in SystemNames())
        {
            if (TryLoad(name, out nint system, out string reason))
                return (system, name, "the system's loader");
            tried.Append("\n  ").Append(name).Append(" by the system's loader: ").Append(reason);
        }

        throw NotFound($"ONNX Runtime's native library was not found. {Remedy} Looked in:{tried}", null);
    }

    private static (nint Library, string Path, string Origin) LoadNamed(string path, string origin)
    {
        string full = Path.GetFullPath(path);
        if (!File.Exists(full))
            throw NotFound($"There is no ONNX Runtime library at {full} ({origin}). Correct the path. {Remedy}", null);
        return TryLoad(full, out nint library, out string reason)
            ? (library, full, origin)
            : throw NotFound($"The ONNX Runtime library {full} ({origin}) could not be loaded: {reason}. {Remedy}", null);
    }

    private static IEnumerable<(string Path, string Origin)> Candidates()
    {
        string application = AppContext.BaseDirectory;
        string rid = RuntimeInformation.RuntimeIdentifier;
        string portable = PortableRid();
        yield return (Path.Combine(application, "runtimes", portable, "native", FileName), $"the application's runtimes/{portable}/native");
        if (rid != portable)
            yield return (Path.Combine(application, "runtimes", rid, "native", FileName), $"the application's runtimes/{rid}/native");
        yield return (Path.Combine(application, FileName), "the application's folder");

        // Where the host resolved native assets of packages to, when the application runs from a build output.
        if (AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") is string directories)
        {
            foreach (string directory in directories.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
                yield return (Path.Combine(directory, FileName), "the application's native search directories");
        }
    }

    private static IEnumerable<string> SystemNames()
    {
        yield return FileName;
        if (OperatingSystem.IsLinux())
            yield return "libonnxruntime.so.1"; // distributions install the plain name with the development files only
    }

    private static string PortableRid()
    {
        string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        return $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
    }

    private static bool TryLoad(string path, out nint library, out string reason)
    {
        library = 0;
        reason = string.Empty;
        try
        {
            library = NativeLibrary.Load(path);
            if (NativeLibrary.TryGetExport(library, "OrtGetApiBase", out _))
                return true;
            NativeLibrary.Free(library);
            reason = "it is a library, but not ONNX Runtime (no OrtGetApiBase)";
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException)
        {
            reason = exception.Message.ReplaceLineEndings(" ").Trim();
        }

        return false;
    }

    private static OnnxRuntimeException NotFound(string message, Exception? inner) =>
        new(message, OrtErrorCode.LibraryNotFound, message, null, inner);
}
