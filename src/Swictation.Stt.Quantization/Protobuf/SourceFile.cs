using Microsoft.Win32.SafeHandles;

namespace Swictation.Stt.Quantization;

/// <summary>A file that is read at positions: nothing of it is kept in memory. Safe for concurrent use.</summary>
internal sealed class SourceFile : IDisposable
{
    private readonly SafeFileHandle _handle;

    private SourceFile(string path, SafeFileHandle handle)
    {
        Path = path;
        _handle = handle;
        Length = RandomAccess.GetLength(handle);
    }

    public string Path { get; }

    public long Length { get; }

    /// <exception cref="ModelNotFoundException">There is no such file.</exception>
    /// <exception cref="ModelIntegrityException">It cannot be read.</exception>
    public static SourceFile Open(string path)
    {
        try
        {
            return new SourceFile(path, File.OpenHandle(path));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ModelNotFoundException($"There is no model file {path}. Check the path, or get the model.", path, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelIntegrityException($"The model file {path} cannot be read: {exception.Message}", path, exception);
        }
    }

    /// <summary>Fills the buffer from a position on.</summary>
    /// <exception cref="ModelIntegrityException">The file ends before, or cannot be read.</exception>
    public void Read(long offset, Span<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            int read = ReadSome(offset, buffer);
            if (read == 0)
                throw new ModelIntegrityException($"The model file {Path} ends at byte {Length}, before byte {offset + buffer.Length} that it refers to. It is cut short: get it again.", Path);
            offset += read;
            buffer = buffer[read..];
        }
    }

    /// <summary>Reads up to the buffer's length; 0 at the end of the file.</summary>
    public int ReadSome(long offset, Span<byte> buffer)
    {
        try
        {
            return RandomAccess.Read(_handle, buffer, offset);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelIntegrityException($"The model file {Path} cannot be read: {exception.Message}", Path, exception);
        }
    }

    public void Dispose() => _handle.Dispose();
}
