using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Swictation.Stt.Onnx.Tests.Support;

/// <summary>The probe program in a folder of its own, to be run with a native library in the places that the test chooses.</summary>
internal sealed class Probe : IDisposable
{
    private const string Name = "Swictation.Stt.Onnx.Tests.Probe";

    private readonly TemporaryFolder _folder = new();

    public Probe(string folder = "app")
    {
        ApplicationFolder = _folder.At(folder);
        Directory.CreateDirectory(ApplicationFolder);
        foreach (string file in new[] { $"{Name}.dll", $"{Name}.runtimeconfig.json", $"{Name}.deps.json", "Swictation.Stt.Onnx.dll", "Swictation.Stt.Abstractions.dll" })
            File.Copy(Path.Combine(AppContext.BaseDirectory, file), Path.Combine(ApplicationFolder, file));
    }

    public string ApplicationFolder { get; }

    /// <summary>Gets the library that these tests use, wherever that lies.</summary>
    public static string Library
    {
        get
        {
            string path = OrtEnv.Instance.LibraryPath;
            Skip.IfNot(File.Exists(path), $"ONNX Runtime came from the system as {path}, so that there is no file to place elsewhere.");
            return path;
        }
    }

    /// <summary>Gets a shared library that is not ONNX Runtime.</summary>
    public static string OtherLibrary => Directory.GetFiles(RuntimeEnvironment.GetRuntimeDirectory(), "*System.IO.Compression.Native.*")
        .Single(file => Path.GetExtension(file) is ".so" or ".dylib" or ".dll");

    public static string PortableRid =>
        (OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux") + "-" +
        RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();

    /// <summary>Puts a copy of the library at a place below the probe's own folder.</summary>
    public string Place(params string[] parts)
    {
        string path = Path.Combine([ApplicationFolder, .. parts]);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Copy(Library, path);
        return path;
    }

    /// <summary>Runs the probe.</summary>
    /// <param name="variables">Environment variables of the child.</param>
    /// <param name="arguments">The command.</param>
    /// <returns>What it said, and everything that it wrote.</returns>
    public (IReadOnlyDictionary<string, string> Said, string Written) Run((string Name, string Value)[] variables, params string[] arguments)
    {
        string host = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        var start = new ProcessStartInfo(host, ["exec", Path.Combine(ApplicationFolder, $"{Name}.dll"), .. arguments])
        {
            WorkingDirectory = ApplicationFolder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (string inherited in new[] { NativeLibraryLocator.Variable, "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH" })
            start.Environment.Remove(inherited);
        foreach ((string name, string value) in variables)
            start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        var errors = new StringBuilder();
        process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
        process.BeginErrorReadLine();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"The probe ended with {process.ExitCode}: {output}{errors}");
        string written = (output + errors).Trim();
        return (output.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('=', 2)).Where(parts => parts.Length == 2).ToDictionary(parts => parts[0], parts => parts[1]), written);
    }

    public void Dispose() => _folder.Dispose();
}
