using System.Runtime.InteropServices;

namespace Swictation.Stt;

/// <summary>Keeps a sequence of samples for another hearing: the newest in memory, and what is more than may be there in a temporary file.</summary>
/// <remarks>
/// Where the file cannot be written everything from there on stays in memory. Not safe for concurrent use. Appending allocates nothing
/// once the memory has its size.
/// </remarks>
/// <param name="limit">How many samples may be in memory.</param>
/// <param name="folder">Where the file is; null for the system's folder of temporary files.</param>
internal sealed class SampleSpool(int limit, string? folder) : IDisposable
{
    private const int LeastCapacity = 16384;

    private float[] _held = [];
    private int _count;
    private long _spilled; // how many samples are in the file
    private FileStream? _file;
    private bool _staysInMemory;

    /// <summary>Gets the number of samples.</summary>
    public long Length => _spilled + _count;

    /// <summary>Gets how many of them are in memory.</summary>
    public int Held => _count;

    public void Append(ReadOnlySpan<float> samples)
    {
        while (!samples.IsEmpty)
        {
            if (_count >= limit && !_staysInMemory)
                Spill();
            int taken = _staysInMemory ? samples.Length : Math.Min(samples.Length, limit - _count);
            Reserve(taken);
            samples[..taken].CopyTo(_held.AsSpan(_count));
            _count += taken;
            samples = samples[taken..];
        }
    }

    /// <summary>Reads samples.</summary>
    /// <param name="position">Where from, at most <see cref="Length"/>.</param>
    /// <param name="destination">Receives them.</param>
    /// <returns>How many, at least one where there are any.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public int Read(long position, Span<float> destination)
    {
        int count = (int)Math.Min(destination.Length, (position < _spilled ? _spilled : Length) - position);
        if (position >= _spilled)
            _held.AsSpan((int)(position - _spilled), count).CopyTo(destination);
        else
            ReadFile(position, destination[..count]);
        return count;
    }

    /// <summary>Forgets the samples, and removes the file.</summary>
    public void Clear()
    {
        (_count, _spilled) = (0, 0);
        RemoveFile();
        if (_staysInMemory)
            _held = [];
        _staysInMemory = false;
    }

    public void Dispose()
    {
        Clear();
        _held = [];
    }

    private void Reserve(int count)
    {
        if (_held.Length - _count >= count)
            return;
        long most = _staysInMemory ? Array.MaxLength : limit;
        Array.Resize(ref _held, (int)Math.Min(Math.Max((long)_count + count, Math.Max(LeastCapacity, 2L * _held.Length)), most));
    }

    private void Spill()
    {
        try
        {
            _file ??= CreateFile();
            RandomAccess.Write(_file.SafeFileHandle, MemoryMarshal.AsBytes(_held.AsSpan(0, _count)), _spilled * sizeof(float));
            _spilled += _count;
            _count = 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            _staysInMemory = true;
        }
    }

    private void ReadFile(long position, Span<float> destination)
    {
        Span<byte> bytes = MemoryMarshal.AsBytes(destination);
        long offset = position * sizeof(float);
        while (!bytes.IsEmpty)
        {
            int read = RandomAccess.Read(_file!.SafeFileHandle, bytes, offset);
            if (read == 0)
                throw new EndOfStreamException($"{_file.Name}, which keeps audio for another hearing, was cut short.");
            bytes = bytes[read..];
            offset += read;
        }
    }

    private FileStream CreateFile()
    {
        string path = Path.Combine(folder ?? Path.GetTempPath(), $"swictation-{Path.GetRandomFileName()}");
        var settings = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (OperatingSystem.IsWindows())
        {
            settings.Options = FileOptions.DeleteOnClose;
            return new FileStream(path, settings);
        }

        settings.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, settings);
        try
        {
            File.Delete(path); // It lives on without a name until it is closed, and no crash leaves it behind.
        }
        catch
        {
            file.Dispose();
            throw;
        }

        return file;
    }

    private void RemoveFile()
    {
        _file?.Dispose();
        _file = null;
    }
}
