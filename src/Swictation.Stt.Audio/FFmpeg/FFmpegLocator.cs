namespace Swictation.Stt.Audio;

/// <summary>Finds the FFmpeg program. Safe for concurrent use.</summary>
public static class FFmpegLocator
{
    /// <summary>The environment variable that names the program when the caller does not.</summary>
    public const string EnvironmentVariable = "SWICTATION_FFMPEG";

    /// <summary>Finds the program: the one given, else the one named by <see cref="EnvironmentVariable"/>, else the first on the PATH.</summary>
    /// <param name="configured">The path of the program, or <see langword="null"/> to look for it.</param>
    /// <returns>The full path, or <see langword="null"/> where the named file does not exist or nothing is found.</returns>
    public static string? Find(string? configured = null)
    {
        string? named = string.IsNullOrEmpty(configured) ? Environment.GetEnvironmentVariable(EnvironmentVariable) : configured;
        if (!string.IsNullOrEmpty(named))
            return File.Exists(named) ? Path.GetFullPath(named) : null;

        string program = OperatingSystem.IsWindows() ? "ffmpeg.exe" : "ffmpeg";
        foreach (string folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            // A relative folder would let the current folder decide which program runs.
            if (!Path.IsPathFullyQualified(folder))
                continue;
            string candidate = Path.Combine(folder, program);
            if (IsExecutable(candidate))
                return candidate;
        }

        return null;
    }

    /// <summary>Finds the program or says how to get it.</summary>
    internal static string Require(string? configured, string name)
    {
        if (Find(configured) is string found)
            return found;
        string? named = string.IsNullOrEmpty(configured) ? Environment.GetEnvironmentVariable(EnvironmentVariable) : configured;
        string where = string.IsNullOrEmpty(named) ? "there is none on the PATH" : $"there is no file {named}";
        throw Missing(name, where, null);
    }

    internal static AudioFormatException Missing(string name, string where, Exception? cause) => new(
        $"{name} is not a WAV file that can be read directly, so FFmpeg is needed, but {where}. Install it (Debian, Ubuntu: sudo apt install ffmpeg; macOS: brew install ffmpeg; Windows: winget install Gyan.FFmpeg), or name the program in {EnvironmentVariable}, or convert the recording to WAV.",
        name,
        cause);

    private static bool IsExecutable(string path)
    {
        if (!File.Exists(path))
            return false;
        const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Execute) != 0;
    }
}
