using Swictation.Host.Output;

namespace Swictation.Host.Evaluation;

/// <summary>A file that appears under its name only when it is whole.</summary>
internal sealed class ReportFile
{
    private readonly string _path;
    private readonly string _temporary;

    /// <summary>Initializes a new instance and makes sure that the file can be written.</summary>
    /// <exception cref="OutputException">It cannot.</exception>
    public ReportFile(string path)
    {
        _path = Path.GetFullPath(path);
        _temporary = Path.Combine(Path.GetDirectoryName(_path) ?? _path, $".{Path.GetFileName(_path)}.{Environment.ProcessId}.tmp");
        Guard(() =>
        {
            if (Directory.Exists(_path))
                throw new IOException("It is a folder.");
            File.Create(_temporary).Dispose();
            File.Delete(_temporary);
        });
    }

    /// <summary>Writes the file.</summary>
    /// <exception cref="OutputException">It cannot be written; nothing of it is left.</exception>
    public void Write(Action<Stream> write) => Guard(() =>
    {
        try
        {
            using (FileStream stream = File.Create(_temporary))
                write(stream);
            File.Move(_temporary, _path, overwrite: true);
        }
        finally
        {
            File.Delete(_temporary);
        }
    });

    private void Guard(Action work)
    {
        try
        {
            work();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new OutputException($"{_path} cannot be written: {exception.Message}", exception);
        }
    }
}
