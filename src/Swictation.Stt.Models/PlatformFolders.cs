namespace Swictation.Stt.Models;

/// <summary>The folders that a system gives to an application's data and configuration.</summary>
internal static class PlatformFolders
{
    private const string Application = "swictation";

    /// <summary>Gets the folder for data: <c>$XDG_DATA_HOME</c> or <c>~/.local/share</c>, LocalAppData, or Application Support.</summary>
    public static string? Data => Find("XDG_DATA_HOME", ".local/share", Environment.SpecialFolder.LocalApplicationData);

    /// <summary>Gets the folder for configuration: <c>$XDG_CONFIG_HOME</c> or <c>~/.config</c>, AppData, or Application Support.</summary>
    public static string? Configuration => Find("XDG_CONFIG_HOME", ".config", Environment.SpecialFolder.ApplicationData);

    /// <summary>Gets the user's own folder.</summary>
    public static string? Home => NullIfEmpty(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify));

    private static string? Find(string variable, string belowHome, Environment.SpecialFolder windows)
    {
        string? folder = OperatingSystem.IsWindows() ? NullIfEmpty(Environment.GetFolderPath(windows, Environment.SpecialFolderOption.DoNotVerify))
            : OperatingSystem.IsMacOS() ? Below(Home, "Library/Application Support")
            : Environment.GetEnvironmentVariable(variable) is { Length: > 0 } configured && Path.IsPathFullyQualified(configured) ? configured // the XDG specification: relative paths are ignored
            : Below(Home, belowHome);
        return Below(folder, Application);
    }

    private static string? Below(string? folder, string name) => folder is null ? null : Path.Combine(folder, name);

    private static string? NullIfEmpty(string text) => text.Length > 0 ? text : null;
}
