using System.Formats.Tar;
using System.IO.Compression;
using Swictation.Stt.Models.Bzip2;

namespace Swictation.Stt.Models;

/// <summary>Unpacks archives of models into a folder, and never outside of it.</summary>
/// <remarks>
/// Only folders and regular files are taken. A name that is absolute or has <c>..</c> in it, a link, a device, a name twice, more than was
/// announced: each is a damaged archive, of which nothing may be used.
/// </remarks>
internal sealed class ArchiveReader(string path, ModelArchive archive)
{
    private const int MaxEntries = 10_000;
    private const int BlockSize = 1 << 17;
    private const long LeastLimit = 64L << 20; // small archives may well be mostly zeros

    private readonly HashSet<string> _missing = [.. archive.Keep.Where(NamePattern.IsExact)];
    private readonly byte[] _block = new byte[BlockSize];
    private long _remaining;
    private int _files;

    /// <summary>Unpacks what is to be kept.</summary>
    /// <param name="folder">Where to; it is empty.</param>
    /// <param name="advance">Is told how far the archive has been read, in bytes.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="ModelIntegrityException">The archive is damaged or hostile.</exception>
    /// <exception cref="ModelStoreException">The disk is full or cannot be written.</exception>
    public void Unpack(string folder, Action<long> advance, CancellationToken cancellationToken)
    {
        using FileStream file = File.OpenRead(path);
        _remaining = archive.MaxUnpackedBytes ?? Math.Max(LeastLimit, file.Length * ModelArchive.DefaultExpansion);
        try
        {
            using Stream content = Decompress(file);
            using var tar = new TarReader(content, leaveOpen: true);
            for (int entries = 0; tar.GetNextEntry() is { } entry; entries++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (entries == MaxEntries)
                    throw new InvalidDataException($"it has more than {MaxEntries} entries.");
                Unpack(entry, folder, () => advance(file.Position), cancellationToken);
            }

            Drain(content, cancellationToken); // so that the checksums at the end of the compression are checked
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or FormatException or ArgumentException or NotSupportedException)
        {
            throw new ModelIntegrityException($"The archive {path} is damaged: {exception.Message} Nothing of it was used. Get it again, or from somewhere else.", path, exception);
        }

        if (_missing.Count > 0 || _files == 0)
        {
            string what = _missing.Count > 0 ? string.Join(", ", _missing.Order(StringComparer.Ordinal)) : "any file of the model";
            throw new ModelIntegrityException($"The archive {path} lacks {what}. Correct what the manifest keeps of it.", path);
        }
    }

    private Stream Decompress(FileStream file) => archive.Format switch
    {
        ModelArchiveFormat.TarBzip2 => new Bzip2Stream(file),
        ModelArchiveFormat.TarGzip => new GZipStream(file, CompressionMode.Decompress),
        _ => file,
    };

    private void Unpack(TarEntry entry, string folder, Action advance, CancellationToken cancellationToken)
    {
        if (entry.EntryType is TarEntryType.GlobalExtendedAttributes)
            return;
        string name = entry.Name.StartsWith("./", StringComparison.Ordinal) ? entry.Name[2..] : entry.Name;
        bool isFolder = entry.EntryType is TarEntryType.Directory;
        if (isFolder)
            name = name.TrimEnd('/');
        if (isFolder && name.Length is 0 || name is ".")
            return;
        if (!SafePath.IsRelative(name))
            throw new InvalidDataException($"the name \"{Printable(entry.Name)}\" does not stay in its folder or is no file's name everywhere.");
        if (isFolder)
            return; // folders are made for the files in them
        if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile))
            throw new InvalidDataException($"\"{Printable(entry.Name)}\" is not a regular file but {entry.EntryType}.");
        string[] parts = name.Split('/');
        string kept = string.Join('/', parts.Skip(archive.Strip));
        if (kept.Length == 0 || (archive.Keep.Count > 0 && !archive.Keep.Any(pattern => NamePattern.Matches(pattern, kept))))
        {
            Drain(entry.DataStream, cancellationToken);
            return;
        }

        Write(entry, SafePath.Below(folder, kept), advance, cancellationToken);
        _missing.Remove(kept);
        _files++;
    }

    private void Write(TarEntry entry, string target, Action advance, CancellationToken cancellationToken)
    {
        using FileStream output = DiskGuard.Create(target);
        while (ReadBlock(entry.DataStream) is var count and > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            DiskGuard.Run(target, () => output.Write(_block, 0, count));
            advance();
        }

        DiskGuard.Run(target, () => output.Flush(flushToDisk: true));
    }

    private void Drain(Stream? data, CancellationToken cancellationToken)
    {
        while (ReadBlock(data) > 0)
            cancellationToken.ThrowIfCancellationRequested();
    }

    private int ReadBlock(Stream? data)
    {
        int count = data?.Read(_block, 0, _block.Length) ?? 0;
        _remaining -= count;
        return _remaining >= 0 ? count : throw new InvalidDataException("more comes out of it than it may hold.");
    }

    private static string Printable(string name) => string.Concat((name.Length > 100 ? name[..100] : name).Select(static letter => char.IsControl(letter) ? '?' : letter));
}
