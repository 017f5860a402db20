namespace Swictation.Stt.Parakeet.Tests;

/// <summary>A directory that goes with the test.</summary>
internal sealed class TempDirectory : IDisposable
{
    public TempDirectory(string suffix = "")
    {
        Path = Directory.CreateTempSubdirectory("parakeet-").FullName;
        if (suffix.Length > 0)
            Path = Directory.CreateDirectory(System.IO.Path.Combine(Path, suffix)).FullName;
    }

    public string Path { get; }

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public static TempDirectory Copy(string source, string suffix = "")
    {
        var copy = new TempDirectory(suffix);
        foreach (string file in Directory.EnumerateFiles(source))
            File.Copy(file, copy[System.IO.Path.GetFileName(file)]);
        return copy;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
