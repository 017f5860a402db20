using System.CommandLine;

namespace Swictation.Host.Commands;

/// <summary>Where the user's corrections are.</summary>
internal static class CorrectionsLocation
{
    /// <summary>The variable that names the file.</summary>
    public const string Variable = "SWICTATION_CORRECTIONS";

    /// <summary>The file in the user's configuration folder.</summary>
    public const string StandardName = "swictation/corrections.tsv";

    public static Option<string?> CreateOption() => new("--corrections", "-c") { Description = "The file of corrections, a table with tabs.", HelpName = "FILE" };

    /// <summary>Gets the file: the one that was given, else that of the environment, else the user's.</summary>
    public static string Resolve(string? given)
    {
        if (!string.IsNullOrEmpty(given))
            return given;
        return Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named
            ? named
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify), StandardName);
    }

    /// <summary>Gets where the use of its entries is counted.</summary>
    public static string Usage(string file) => Path.ChangeExtension(file, ".usage.tsv");
}
