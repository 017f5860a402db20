namespace Swictation.Stt.Models;

/// <summary>Turns what a disk refuses into errors that say what to do.</summary>
internal static class DiskGuard
{
    private const int NoSpace = 28; // ENOSPC
    private const int NoSpaceWindows = unchecked((int)0x80070070); // ERROR_DISK_FULL
    private const int HandleFullWindows = unchecked((int)0x80070027); // ERROR_HANDLE_DISK_FULL

    /// <summary>Makes a file that must not be there yet, and the folders above it.</summary>
    public static FileStream Create(string path) => Run(path, () =>
    {
        if (File.Exists(path))
            throw new InvalidDataException($"\"{Path.GetFileName(path)}\" is in it twice.");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
    });

    /// <summary>Does something with a file or folder.</summary>
    /// <exception cref="ModelStoreException">The disk is full, read-only, or refuses.</exception>
    public static T Run<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Explain(path, exception);
        }
    }

    /// <inheritdoc cref="Run{T}"/>
    public static void Run(string path, Action action) => Run(path, () =>
    {
        action();
        return true;
    });

    /// <summary>Gets how much room the disk of a folder has, which need not exist; null where the system does not tell, as of some network folders.</summary>
    public static long? FreeSpace(string folder)
    {
        string? existing = folder;
        while (existing is not null && !Directory.Exists(existing))
            existing = Path.GetDirectoryName(existing);
        try
        {
            return existing is null ? null : new DriveInfo(existing).AvailableFreeSpace;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    public static ModelStoreException Explain(string path, Exception exception)
    {
        string remedy = exception.HResult is NoSpace or NoSpaceWindows or HandleFullWindows
            ? $"The disk is full: make room, or set {ModelLocator.FoldersVariable} to a folder on a larger one. What was downloaded is kept."
            : $"Make the folder writable, or set {ModelLocator.FoldersVariable} to one that is.";
        return new ModelStoreException($"{path} cannot be written: {exception.Message} {remedy}", path, exception);
    }
}
