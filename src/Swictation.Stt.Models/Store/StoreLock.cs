namespace Swictation.Stt.Models;

/// <summary>Sees to it that one process at a time works on a model. The system lets go of it when the process ends, however it ends.</summary>
internal sealed class StoreLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly FileStream _file;

    private StoreLock(FileStream file) => _file = file;

    /// <summary>Waits until nobody else works on it.</summary>
    /// <exception cref="ModelStoreException">The store cannot be written.</exception>
    public static async Task<StoreLock> AcquireAsync(string path, Action onWait, TimeProvider time, CancellationToken cancellationToken)
    {
        DiskGuard.Run(path, () => Directory.CreateDirectory(Path.GetDirectoryName(path)!));
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                // The file stays: removing it would let two processes hold two files of the same name.
                return new StoreLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
            }
            catch (IOException exception) when (IsHeld(exception))
            {
                onWait();
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw DiskGuard.Explain(path, exception);
            }

            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Tells a lock that somebody holds: EWOULDBLOCK of Linux or macOS, or a sharing violation of Windows.</summary>
    private static bool IsHeld(IOException exception) => exception.HResult is 11 or 35 or unchecked((int)0x80070020) or unchecked((int)0x80070021);
}
