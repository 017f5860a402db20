using System.Security.Cryptography;
using System.Text.Json;

namespace Swictation.Stt.Models;

/// <summary>
/// A file that is being downloaded: its bytes so far, the state of their digest, and what the server called the version that they are of.
/// An attempt, and the next process, go on where the last one ended.
/// </summary>
internal sealed class PartialFile : IDisposable
{
    private const int BlockSize = 1 << 17;
    private const string Extension = ".part";
    private const string NoteExtension = ".note";

    private readonly string _path;
    private readonly string _notePath;
    private readonly FileStream _file;
    private IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    private PartialFile(string path, FileStream file)
    {
        _path = path + Extension;
        _notePath = path + NoteExtension;
        _file = file;
    }

    /// <summary>Gets how many bytes are there.</summary>
    public long Length { get; private set; }

    /// <summary>Gets the version that they are of, or null where the server named none.</summary>
    public ContentVersion? Version { get; private set; }

    /// <summary>Opens what an earlier attempt left, or starts a new file.</summary>
    /// <param name="path">The path of the whole file; the partial one lies beside it.</param>
    /// <param name="advance">Is told how many bytes have been read again.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<PartialFile> OpenAsync(string path, Action<long> advance, CancellationToken cancellationToken)
    {
        FileStream file = DiskGuard.Run(path, () =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return new FileStream(path + Extension, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous);
        });
        var partial = new PartialFile(path, file);
        try
        {
            partial.Version = ReadNote(partial._notePath);
            byte[] block = new byte[BlockSize];
            while (await file.ReadAsync(block, cancellationToken).ConfigureAwait(false) is var count and > 0)
            {
                partial._hash.AppendData(block, 0, count);
                partial.Length += count;
                advance(partial.Length);
            }

            return partial;
        }
        catch
        {
            partial.Dispose();
            throw;
        }
    }

    /// <summary>Forgets everything and starts anew.</summary>
    /// <param name="version">The version that is going to be written.</param>
    public void Restart(ContentVersion? version)
    {
        Version = null;
        _hash.Dispose();
        _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        DiskGuard.Run(_path, () =>
        {
            _file.SetLength(0);
            _file.Position = 0;
            File.Delete(_notePath);
        });
        Length = 0;
        if (version is not null)
            DiskGuard.Run(_notePath, () => WriteNote(_notePath, version));
        Version = version;
    }

    public async Task AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await _file.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw DiskGuard.Explain(_path, exception);
        }

        _hash.AppendData(bytes.Span);
        Length += bytes.Length;
    }

    public string Digest() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    /// <summary>Makes it the whole file, once it is on the disk.</summary>
    public void Complete(string target)
    {
        DiskGuard.Run(_path, () =>
        {
            _file.Flush(flushToDisk: true);
            _file.Dispose();
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Move(_path, target, overwrite: true);
            File.Delete(_notePath);
        });
    }

    /// <summary>Removes it.</summary>
    public void Discard()
    {
        _file.Dispose();
        DiskGuard.Run(_path, () =>
        {
            File.Delete(_path);
            File.Delete(_notePath);
        });
    }

    public void Dispose()
    {
        _file.Dispose();
        _hash.Dispose();
    }

    private static ContentVersion? ReadNote(string path)
    {
        try
        {
            using JsonDocument note = JsonDocument.Parse(File.ReadAllBytes(path));
            return new ContentVersion(Text("etag"), Text("lastModified"));

            string? Text(string name) => note.RootElement.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            return null; // never written, or not to its end
        }
    }

    private static void WriteNote(string path, ContentVersion version)
    {
        using FileStream file = File.Create(path);
        using var json = new Utf8JsonWriter(file);
        json.WriteStartObject();
        if (version.ETag is not null)
            json.WriteString("etag", version.ETag);
        if (version.LastModified is not null)
            json.WriteString("lastModified", version.LastModified);
        json.WriteEndObject();
    }
}
