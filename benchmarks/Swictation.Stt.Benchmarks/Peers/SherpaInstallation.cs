using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Swictation.Stt.Benchmarks.Commands;
using Swictation.Stt.Benchmarks.Measurement;
using Swictation.Stt.Benchmarks.Workload;

namespace Swictation.Stt.Benchmarks.Peers;

/// <summary>
/// sherpa-onnx for Node.js, in the user's cache: the version and the hashes of the committed <c>package-lock.json</c>, without any
/// package's install scripts.
/// </summary>
internal sealed class SherpaInstallation
{
    private static readonly string[] Manifests = ["package.json", "package-lock.json"];
    private readonly string _modules;

    private SherpaInstallation(string modules) => _modules = modules;

    /// <summary>Finds the installation, making it where the lock file changed or it is not there.</summary>
    public static SherpaInstallation FindOrMake()
    {
        string folder = Path.Combine(CacheRoot(), "peers", "sherpa-onnx-node");
        Directory.CreateDirectory(folder);
        string modules = Path.Combine(folder, "node_modules");
        bool current = File.Exists(Path.Combine(modules, ".package-lock.json"))
            && Manifests.All(name => File.Exists(Path.Combine(folder, name))
                && File.ReadAllBytes(Path.Combine(folder, name)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(Locations.Peers, name))));
        if (current)
            return new SherpaInstallation(modules);

        foreach (string name in Manifests)
            File.Copy(Path.Combine(Locations.Peers, name), Path.Combine(folder, name), overwrite: true);
        string[] install = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
        ProcessStartInfo npm = OperatingSystem.IsWindows() ? new("cmd.exe", ["/d", "/c", "npm", .. install]) : new("npm", install);
        npm.WorkingDirectory = folder;
        npm.RedirectStandardOutput = true; // nothing but tables on our own
        Console.Error.WriteLine("Installing sherpa-onnx for Node.js, once for this user.");
        using Process process = Start(npm);
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? new SherpaInstallation(modules)
            : throw new CommandException($"npm could not install sherpa-onnx-node into {folder}; what it said is above.");
    }

    /// <summary>Gets sherpa-onnx as a program that transcribes files and ends.</summary>
    public TranscribingProgram ToProgram(string model, int threads) =>
        new("sherpa-onnx (Node.js)", "node", Arguments("first", model, threads, []), measuresItself: true, new Dictionary<string, string>([LibraryPath()]));

    /// <summary>Starts sherpa-onnx as a server of rounds.</summary>
    public SherpaServer Serve(string model, int threads, IEnumerable<string> files) => Serve("serve", model, threads, files);

    /// <summary>Starts sherpa-onnx's voice activity detector as a server of rounds.</summary>
    public SherpaServer ServeVad(string model, int threads, IEnumerable<string> files) => Serve("serve-vad", model, threads, files);

    /// <summary>Starts sherpa-onnx's Whisper as a server of rounds.</summary>
    /// <param name="prefix">What the model's files begin with: <c>FOLDER/NAME</c>.</param>
    /// <param name="threads">The number of threads.</param>
    /// <param name="files">The recordings, of up to 30 s.</param>
    public SherpaServer ServeWhisper(string prefix, int threads, IEnumerable<string> files) => Serve("serve-whisper", prefix, threads, files);

    private SherpaServer Serve(string mode, string model, int threads, IEnumerable<string> files)
    {
        var start = new ProcessStartInfo("node", Arguments(mode, model, threads, files))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        (string name, string value) = LibraryPath();
        start.Environment[name] = value;
        return new SherpaServer(Start(start));
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new CommandException($"{start.FileName} cannot be started ({exception.Message}). Install Node.js with npm (Debian: apt-get install npm).");
        }
    }

    private static string CacheRoot()
    {
        if (Environment.GetEnvironmentVariable("SWICTATION_CACHE") is { Length: > 0 } configured)
            return Path.GetFullPath(configured);
        if (OperatingSystem.IsWindows())
            return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "swictation", "cache");
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (OperatingSystem.IsMacOS())
            return Path.Combine(home, "Library", "Caches", "swictation");
        return Path.Combine(Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } xdg ? xdg : Path.Combine(home, ".cache"), "swictation");
    }

    private string[] Arguments(string mode, string model, int threads, IEnumerable<string> files) =>
        [Path.Combine(Locations.Peers, "sherpa.cjs"), mode, _modules, model, threads.ToString(CultureInfo.InvariantCulture), .. files];

    /// <summary>Says where the loader finds the libraries that the addon needs.</summary>
    private KeyValuePair<string, string> LibraryPath()
    {
        (string system, string variable) = OperatingSystem.IsWindows() ? ("win", "PATH")
            : OperatingSystem.IsMacOS() ? ("darwin", "DYLD_LIBRARY_PATH") : ("linux", "LD_LIBRARY_PATH");
        string architecture = RuntimeInformation.OSArchitecture == Architecture.X86 ? "ia32" : RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant();
        string folder = Path.Combine(_modules, $"sherpa-onnx-{system}-{architecture}");
        string? before = Environment.GetEnvironmentVariable(variable);
        return new KeyValuePair<string, string>(variable, string.IsNullOrEmpty(before) ? folder : folder + Path.PathSeparator + before);
    }
}
