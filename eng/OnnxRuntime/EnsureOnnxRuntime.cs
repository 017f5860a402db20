using System;
using System.Diagnostics;
using System.IO;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Puts ONNX Runtime's native library for this machine into the user's cache, once, and says where it is. Compiled by MSBuild when it
/// loads the targets file, so it keeps to netstandard2.0.
/// </summary>
public sealed class EnsureOnnxRuntime : Task
{
    private const int CommandTimeoutMilliseconds = 10 * 60 * 1000;

    [Required]
    public string NuGetVersion { get; set; }

    [Required]
    public string NuGetSha512 { get; set; }

    [Required]
    public string NpmVersion { get; set; }

    [Required]
    public string NpmSha512 { get; set; }

    [Required]
    public string DotNetHost { get; set; }

    [Output]
    public string LibraryPath { get; set; }

    [Output]
    public string RuntimeIdentifier { get; set; }

    private static bool IsWindows
    {
        get { return RuntimeInformation.IsOSPlatform(OSPlatform.Windows); }
    }

    private static bool IsMac
    {
        get { return RuntimeInformation.IsOSPlatform(OSPlatform.OSX); }
    }

    private static string FileName
    {
        get { return IsWindows ? "onnxruntime.dll" : IsMac ? "libonnxruntime.dylib" : "libonnxruntime.so"; }
    }

    public override bool Execute()
    {
        string architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        RuntimeIdentifier = (IsWindows ? "win" : IsMac ? "osx" : "linux") + "-" + architecture;
        if (File.Exists(Environment.GetEnvironmentVariable("SWICTATION_ONNXRUNTIME") ?? string.Empty))
            return true; // the user's own library is found at run time

        string folder = Path.Combine(CacheRoot(), "onnxruntime", RuntimeIdentifier);
        string fromNuGet = Path.Combine(folder, "nuget-" + NuGetVersion, FileName);
        string fromNpm = Path.Combine(folder, "npm-" + NpmVersion, FileName);
        if (IsCached(fromNuGet, fromNpm))
            return true;

        try
        {
            Directory.CreateDirectory(folder);
            using (AcquireLock(Path.Combine(folder, ".lock")))
            {
                if (!IsCached(fromNuGet, fromNpm))
                    Provide(folder, fromNuGet, fromNpm);
            }

            return true;
        }
        catch (Exception exception) when (exception is IOException || exception is UnauthorizedAccessException || exception is InvalidOperationException)
        {
            Log.LogError(
                "ONNX Runtime for {0} could not be provided ({1}). Install Node.js with npm (https://nodejs.org, Debian: apt-get install npm), " +
                "or configure a NuGet feed that has Microsoft.ML.OnnxRuntime {2}, or set SWICTATION_ONNXRUNTIME to the path of the library.",
                RuntimeIdentifier, exception.Message, NuGetVersion);
            return false;
        }
    }

    /// <summary>Whether one of the libraries is there: they are only ever renamed into place whole.</summary>
    private bool IsCached(params string[] candidates)
    {
        LibraryPath = Array.Find(candidates, File.Exists);
        return LibraryPath != null;
    }

    private void Provide(string folder, string fromNuGet, string fromNpm)
    {
        string work = Path.Combine(folder, ".work-" + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(work);
        try
        {
            Log.LogMessage(MessageImportance.High, "Fetching ONNX Runtime for {0}, once for this user.", RuntimeIdentifier);
            string nuGetFailure, npmFailure = "not tried";
            string library = TryNuGet(work, out nuGetFailure);
            LibraryPath = fromNuGet;
            if (library == null)
            {
                library = TryNpm(work, out npmFailure);
                LibraryPath = fromNpm;
            }

            if (library == null)
                throw new InvalidOperationException("NuGet: " + nuGetFailure + "; npm: " + npmFailure);
            Directory.CreateDirectory(Path.GetDirectoryName(LibraryPath));
            File.Move(library, LibraryPath);
        }
        finally
        {
            Directory.Delete(work, true);
        }
    }

    private string TryNuGet(string work, out string failure)
    {
        string project = Path.Combine(work, "fetch.csproj");
        File.WriteAllText(project,
            "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>netstandard2.0</TargetFramework>" +
            "<DisableImplicitFrameworkReferences>true</DisableImplicitFrameworkReferences><NuGetAudit>false</NuGetAudit></PropertyGroup>" +
            "<ItemGroup><PackageDownload Include=\"Microsoft.ML.OnnxRuntime\" Version=\"[" + NuGetVersion + "]\" /></ItemGroup></Project>");
        foreach (string name in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
            File.WriteAllText(Path.Combine(work, name), "<Project />"); // whatever lies above the cache folder has no say

        string packages = Path.Combine(work, "packages");
        string output;
        if (!Run(DotNetHost, "restore " + Quote(project) + " --packages " + Quote(packages) + " --no-http-cache", work, out output))
        {
            failure = LastLine(output);
            return null;
        }

        string root = Path.Combine(packages, "microsoft.ml.onnxruntime", NuGetVersion);
        string archive = Path.Combine(root, "microsoft.ml.onnxruntime." + NuGetVersion + ".nupkg");
        string native = Path.Combine(root, "runtimes", RuntimeIdentifier, "native", FileName);
        if (!Matches(archive, NuGetSha512, out failure))
            return null;
        if (!File.Exists(native))
        {
            failure = "the package has no library for " + RuntimeIdentifier;
            return null;
        }

        return native;
    }

    private string TryNpm(string work, out string failure)
    {
        string output;
        string command = "pack onnxruntime-node@" + NpmVersion + " --ignore-scripts --silent";
        bool packed = IsWindows ? Run("cmd.exe", "/d /c npm " + command, work, out output) : Run("npm", command, work, out output);
        if (!packed)
        {
            failure = LastLine(output);
            return null;
        }

        string archive = Path.Combine(work, "onnxruntime-node-" + NpmVersion + ".tgz");
        if (!Matches(archive, NpmSha512, out failure))
            return null;

        string[] parts = RuntimeIdentifier.Split('-');
        string system = parts[0] == "win" ? "win32" : parts[0] == "osx" ? "darwin" : "linux";
        string prefix = "/" + system + "/" + parts[1] + "/";
        string name = IsWindows ? "onnxruntime.dll" : IsMac ? "libonnxruntime.1.dylib" : "libonnxruntime.so.1";
        string library = Path.Combine(work, FileName);
        if (ExtractEntry(archive, entry => entry.EndsWith(prefix + name, StringComparison.Ordinal), library))
            return library;
        failure = "the package has no library for " + RuntimeIdentifier;
        return null;
    }

    /// <summary>Copies the first matching file out of a gzipped tar archive (POSIX ustar).</summary>
    private static bool ExtractEntry(string archive, Predicate<string> wanted, string destination)
    {
        using (var gzip = new GZipStream(File.OpenRead(archive), CompressionMode.Decompress))
        {
            var header = new byte[512];
            while (ReadFully(gzip, header, header.Length) && header[0] != 0)
            {
                string name = Encoding.ASCII.GetString(header, 345, 155).TrimEnd('\0');
                string tail = Encoding.ASCII.GetString(header, 0, 100).TrimEnd('\0');
                name = name.Length == 0 ? tail : name + "/" + tail;
                long size = Convert.ToInt64(Encoding.ASCII.GetString(header, 124, 11).Trim(' ', '\0'), 8);
                bool match = wanted(name);
                using (Stream target = match ? File.Create(destination) : Stream.Null)
                    Copy(gzip, target, size);
                Copy(gzip, Stream.Null, (512 - size % 512) % 512);
                if (match)
                    return true;
            }
        }

        return false;
    }

    private static void Copy(Stream source, Stream target, long count)
    {
        var buffer = new byte[81920];
        while (count > 0)
        {
            int read = source.Read(buffer, 0, (int)Math.Min(buffer.Length, count));
            if (read == 0)
                throw new IOException("the archive ends early");
            target.Write(buffer, 0, read);
            count -= read;
        }
    }

    private static bool ReadFully(Stream source, byte[] buffer, int count)
    {
        for (int done = 0; done < count;)
        {
            int read = source.Read(buffer, done, count - done);
            if (read == 0)
                return false;
            done += read;
        }

        return true;
    }

    private static bool Matches(string file, string expected, out string failure)
    {
        if (!File.Exists(file))
        {
            failure = Path.GetFileName(file) + " did not arrive";
            return false;
        }

        using (SHA512 hash = SHA512.Create())
        using (Stream stream = File.OpenRead(file))
        {
            string actual = Convert.ToBase64String(hash.ComputeHash(stream));
            failure = actual == expected ? null : Path.GetFileName(file) + " has SHA-512 " + actual + " instead of the pinned " + expected;
            return failure == null;
        }
    }

    private bool Run(string program, string arguments, string directory, out string output)
    {
        var text = new StringBuilder();
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        // The build's own settings must not leak into the child build.
        foreach (string name in new[] { "MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBUILD_EXE_PATH", "MSBUILDNODEHANDSHAKESALT" })
            start.EnvironmentVariables.Remove(name);
        start.EnvironmentVariables["MSBUILDDISABLENODEREUSE"] = "1";
        try
        {
            using (Process process = Process.Start(start))
            {
                DataReceivedEventHandler collect = (sender, line) => { lock (text) text.AppendLine(line.Data); };
                process.OutputDataReceived += collect;
                process.ErrorDataReceived += collect;
                process.BeginOutputReadLine();
                process.BeginErrorReadLine();
                if (!process.WaitForExit(CommandTimeoutMilliseconds))
                {
                    process.Kill();
                    output = program + " did not finish in time";
                    return false;
                }

                process.WaitForExit();
                lock (text) output = text.ToString();
                return process.ExitCode == 0;
            }
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            output = program + ": " + exception.Message;
            return false;
        }
    }

    private static FileStream AcquireLock(string path)
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (attempt < 6000)
            {
                Thread.Sleep(200); // another build is fetching it
            }
        }
    }

    private static string CacheRoot()
    {
        string configured = Environment.GetEnvironmentVariable("SWICTATION_CACHE");
        if (!string.IsNullOrEmpty(configured))
            return Path.GetFullPath(configured);
        if (IsWindows)
            return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "swictation", "cache");
        string home = Environment.GetEnvironmentVariable("HOME");
        if (string.IsNullOrEmpty(home))
            home = Path.GetTempPath();
        if (IsMac)
            return Path.Combine(home, "Library", "Caches", "swictation");
        string xdg = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        return Path.Combine(string.IsNullOrEmpty(xdg) ? Path.Combine(home, ".cache") : xdg, "swictation");
    }

    private static string LastLine(string output)
    {
        string[] lines = output.Split(new[] { '\n', '\r' }, StringSplitOptions.RemoveEmptyEntries);
        foreach (string line in lines)
        {
            if (line.IndexOf("error", StringComparison.OrdinalIgnoreCase) >= 0)
                return line.Trim();
        }

        return lines.Length == 0 ? "no output" : lines[lines.Length - 1].Trim();
    }

    private static string Quote(string path)
    {
        return "\"" + path + "\"";
    }
}
