namespace Swictation.Host.Tests;

/// <summary>A folder that goes with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Root = Directory.CreateTempSubdirectory("swictation-").FullName;

    public string Root { get; }

    public string this[string name] => Path.Combine(Root, name);

    public string Copy(string sample, string? name = null)
    {
        string path = this[name ?? sample];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Copy(BuiltCommand.Sample(sample), path);
        return path;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
