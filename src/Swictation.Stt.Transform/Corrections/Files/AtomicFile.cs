namespace Swictation.Stt.Transform.Corrections;

/// <summary>Writes files that appear under their name only when they are whole, and on the disk.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a file. Where its name is a link, the file that it leads to is replaced.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes the text: UTF-8, lines ended by a line feed.</param>
    /// <exception cref="CorrectionFileException">It cannot be written; what was there before still is.</exception>
    public static void Write(string path, Action<TextWriter> write)
    {
        string? temporary = null;
        try
        {
            string target = (File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName : null) ?? Path.GetFullPath(path);
            temporary = Path.Combine(Path.GetDirectoryName(target) ?? target, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}.tmp");
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                using (var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" })
                    write(writer);
                stream.Flush(flushToDisk: true);
            }

            if (!OperatingSystem.IsWindows() && File.Exists(target))
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(target));
            File.Move(temporary, target, overwrite: true);
            temporary = null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new CorrectionFileException($"{path} cannot be written: {exception.Message}", path, exception);
        }
        finally
        {
            if (temporary is not null)
                TryDelete(temporary);
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Its name says that it is temporary.
        }
    }
}
