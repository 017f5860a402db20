namespace Swictation.Stt.TestSupport;

/// <summary>Finds the root of the repository from the running test's own folder.</summary>
public static class Repository
{
    /// <summary>Gets the root folder: the one that holds the solution.</summary>
    public static string Root { get; } = Find();

    /// <summary>Gets a path below the root.</summary>
    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Swictation.Stt.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No Swictation.Stt.sln above {AppContext.BaseDirectory}: run the tests from a checkout.");
    }
}
