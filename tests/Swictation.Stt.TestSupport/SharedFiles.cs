using Xunit;

namespace Swictation.Stt.TestSupport;

/// <summary>Finds the models, recordings and reference outputs that lie beside the repository and belong partly to others.</summary>
public static class SharedFiles
{
    private const string Variable = "SWICTATION_SHARED";

    /// <summary>Gets the folder, or null where it is absent.</summary>
    public static string? Root { get; } = Find();

    /// <summary>
    /// Gets a path below the folder; skips the running test, saying why, where it is absent. In continuous integration it has to be
    /// there, and the test fails.
    /// </summary>
    public static string Path(params string[] parts)
    {
        if (Root is null && Environment.GetEnvironmentVariable("CI") == "true")
            throw new DirectoryNotFoundException($"Continuous integration needs the shared test files: set {Variable} or put them in ../shared beside the repository.");
        Skip.If(Root is null, $"The shared test files are absent: set {Variable} or put them in ../shared beside the repository.");
        string path = System.IO.Path.Combine([Root!, .. parts]);
        if (!File.Exists(path) && !Directory.Exists(path))
            throw new FileNotFoundException($"The shared folder {Root} lacks {string.Join('/', parts)}.", path);
        return path;
    }

    private static string? Find()
    {
        string? configured = Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrEmpty(configured))
            return Directory.Exists(configured) ? System.IO.Path.GetFullPath(configured) : null;
        string beside = System.IO.Path.Combine(Repository.Root, "..", "shared");
        return Directory.Exists(System.IO.Path.Combine(beside, "oracles")) ? System.IO.Path.GetFullPath(beside) : null;
    }
}
