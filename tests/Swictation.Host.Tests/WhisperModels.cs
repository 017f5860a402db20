namespace Swictation.Host.Tests;

/// <summary>Whisper models for the command: of random weights, which write nonsense but write it always alike.</summary>
internal static class WhisperModels
{
    /// <summary>What makes a run short: nothing is tried again, and few tokens are written.</summary>
    public static readonly string[] Short = ["--temperature", "0", "--max-tokens", "12", "--threads", "1"];

    public static string Path(string layout) => SharedFiles.Path("models", "whisper-random", layout);

    /// <summary>Makes a folder of links to a model's files but for some.</summary>
    public static string Link(TemporaryFolder folder, string layout, params string[] without)
    {
        foreach (string file in Directory.EnumerateFiles(Path(layout)))
        {
            if (!without.Contains(System.IO.Path.GetFileName(file)))
                File.CreateSymbolicLink(folder[System.IO.Path.GetFileName(file)], file);
        }

        return folder.Root;
    }

    /// <summary>Makes a model that says of itself that it knows English only.</summary>
    public static string EnglishOnly(TemporaryFolder folder)
    {
        const string File = "generation_config.json";
        Link(folder, "optimum", File);
        string json = System.IO.File.ReadAllText(System.IO.Path.Combine(Path("optimum"), File));
        Assert.Contains("\"is_multilingual\": true", json, StringComparison.Ordinal);
        System.IO.File.WriteAllText(folder[File], json.Replace("\"is_multilingual\": true", "\"is_multilingual\": false", StringComparison.Ordinal));
        return folder.Root;
    }
}
