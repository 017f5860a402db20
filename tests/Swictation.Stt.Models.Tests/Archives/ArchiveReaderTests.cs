using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace Swictation.Stt.Models.Tests.Archives;

public sealed class ArchiveReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static ModelArchive Tar(params string[] keep) => new() { Format = ModelArchiveFormat.Tar, Keep = keep };

    private static byte[] Pack(TarEntryFormat format, params (string Name, TarEntryType Type, string? Content)[] entries)
    {
        using var stream = new MemoryStream();
        using (var writer = new TarWriter(stream, format, leaveOpen: true))
        {
            foreach ((string name, TarEntryType type, string? content) in entries)
            {
                TarEntry entry = format switch
                {
                    TarEntryFormat.V7 => new V7TarEntry(type, name),
                    TarEntryFormat.Ustar => new UstarTarEntry(type, name),
                    TarEntryFormat.Gnu => new GnuTarEntry(type, name),
                    _ => new PaxTarEntry(type, name),
                };
                if (type is TarEntryType.SymbolicLink or TarEntryType.HardLink)
                    entry.LinkName = content!;
                else if (content is not null)
                    entry.DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content));
                writer.WriteEntry(entry);
            }
        }

        return stream.ToArray();
    }

    private static byte[] Pack(params (string Name, TarEntryType Type, string? Content)[] entries) => Pack(TarEntryFormat.Pax, entries);

    private string[] Unpack(byte[] bytes, ModelArchive archive)
    {
        string target = _folder.At("target");
        new ArchiveReader(_folder.Write("archive", bytes), archive).Unpack(target, _ => { }, CancellationToken.None);
        return [.. Directory.EnumerateFiles(target, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(target, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];
    }

    private string Refuse(byte[] bytes, ModelArchive archive)
    {
        string outside = _folder.Write("outside", "untouched"u8);
        ModelIntegrityException failure = Assert.Throws<ModelIntegrityException>(() => Unpack(bytes, archive));
        Assert.Contains(_folder.At("archive"), failure.Message, StringComparison.Ordinal);
        Assert.Equal("untouched", File.ReadAllText(outside));
        Assert.All(Directory.EnumerateFileSystemEntries(_folder.Root), entry => Assert.Contains(Path.GetFileName(entry), new[] { "archive", "outside", "target" }));
        return failure.Message;
    }

    [Theory]
    [InlineData(TarEntryFormat.Ustar)]
    [InlineData(TarEntryFormat.Pax)]
    [InlineData(TarEntryFormat.Gnu)]
    public void What_is_kept_comes_out_without_the_leading_folder(TarEntryFormat format)
    {
        byte[] tar = Pack(
            format,
            ("./release/", TarEntryType.Directory, null), ("./release/encoder.onnx", TarEntryType.RegularFile, "graph"), ("release/tokens.txt", TarEntryType.RegularFile, "tokens"),
            ("release/test_wavs/0.wav", TarEntryType.RegularFile, "sound"), ("release/empty.weights", TarEntryType.RegularFile, null));
        Assert.Equal(["encoder.onnx", "tokens.txt"], Unpack(tar, Tar("encoder*.onnx", "tokens.txt")));
        Assert.Equal("graph", File.ReadAllText(_folder.At("target", "encoder.onnx")));
        Directory.Delete(_folder.At("target"), recursive: true);
        Assert.Equal(["empty.weights", "encoder.onnx", "test_wavs/0.wav", "tokens.txt"], Unpack(tar, Tar()));
    }

    [SkippableFact]
    public void Compressed_archives_are_read()
    {
        byte[] tar = Pack(("release/model.onnx", TarEntryType.RegularFile, "graph"));
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(tar);
        Assert.Equal(["model.onnx"], Unpack(compressed.ToArray(), Tar() with { Format = ModelArchiveFormat.TarGzip }));
        Directory.Delete(_folder.At("target"), recursive: true);
        Skip.If(!File.Exists("/usr/bin/bzip2") && !File.Exists("/bin/bzip2"), "The program bzip2 is not installed.");
        Assert.Equal(["model.onnx"], Unpack(Bzip2StreamTests.Compress(tar), Tar() with { Format = ModelArchiveFormat.TarBzip2 }));
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("release/../../outside")]
    [InlineData("/outside")]
    [InlineData("release//outside")]
    [InlineData("release/..")]
    [InlineData("release\\..\\outside")]
    [InlineData("C:/outside")]
    [InlineData("release/nul")]
    [InlineData("release/a:stream")]
    public void A_name_that_leaves_the_folder_is_refused(string name) =>
        Refuse(Pack(("release/model.onnx", TarEntryType.RegularFile, "graph"), (name, TarEntryType.RegularFile, "hostile")), Tar());

    [Theory]
    [InlineData(TarEntryType.SymbolicLink, "../../outside")]
    [InlineData(TarEntryType.SymbolicLink, "model.onnx")]
    [InlineData(TarEntryType.HardLink, "../outside")]
    [InlineData(TarEntryType.CharacterDevice, null)]
    [InlineData(TarEntryType.BlockDevice, null)]
    [InlineData(TarEntryType.Fifo, null)]
    public void What_is_no_regular_file_is_refused(TarEntryType type, string? link) =>
        Assert.Contains(type.ToString(), Refuse(Pack(("release/model.onnx", TarEntryType.RegularFile, "graph"), ("release/x", type, link)), Tar()), StringComparison.Ordinal);

    [Fact]
    public void A_file_below_a_link_is_refused() =>
        Refuse(Pack(("release/sub", TarEntryType.SymbolicLink, "../.."), ("release/sub/outside", TarEntryType.RegularFile, "hostile")), Tar());

    [Fact]
    public void A_name_that_is_there_twice_is_refused() =>
        Refuse(Pack(("release/model.onnx", TarEntryType.RegularFile, "one"), ("release/model.onnx", TarEntryType.RegularFile, "two")), Tar());

    [Fact]
    public void More_than_was_announced_is_refused_also_in_what_is_not_kept()
    {
        byte[] tar = Pack(("release/model.onnx", TarEntryType.RegularFile, "graph"), ("release/bomb", TarEntryType.RegularFile, new string('x', 1000)));
        Assert.Contains("more comes out", Refuse(tar, Tar() with { MaxUnpackedBytes = 500 }), StringComparison.Ordinal);
        Directory.Delete(_folder.At("target"), recursive: true);
        Refuse(tar, Tar("model.onnx") with { MaxUnpackedBytes = 500 });
    }

    [Fact]
    public void A_bomb_of_zeros_is_refused()
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        using (var writer = new TarWriter(gzip, leaveOpen: true))
            writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "release/model.onnx") { DataStream = new MemoryStream(new byte[80 << 20]) });
        Assert.Contains("more comes out", Refuse(compressed.ToArray(), Tar() with { Format = ModelArchiveFormat.TarGzip }), StringComparison.Ordinal);
    }

    [Fact]
    public void Too_many_entries_are_refused() =>
        Refuse(Pack(TarEntryFormat.Ustar, [.. Enumerable.Range(0, 10_001).Select(i => ($"release/{i}", TarEntryType.Directory, (string?)null))]), Tar());

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Contains("tokens.txt", Refuse(Pack(("release/model.onnx", TarEntryType.RegularFile, "graph")), Tar("*.onnx", "tokens.txt")), StringComparison.Ordinal);

    [Fact]
    public void Damaged_archives_are_refused_wherever_they_are_cut()
    {
        byte[] tar = Pack(("release/model.onnx", TarEntryType.RegularFile, new string('g', 3000)));
        foreach (int length in new[] { 0, 100, 512, 1000, 1700, 2600 })
        {
            Refuse(tar[..length], Tar());
            if (Directory.Exists(_folder.At("target")))
                Directory.Delete(_folder.At("target"), recursive: true);
        }

        Refuse(Encoding.UTF8.GetBytes("<html>not found</html>"), Tar() with { Format = ModelArchiveFormat.TarBzip2 });
        Refuse(Encoding.UTF8.GetBytes("<html>not found</html>"), Tar() with { Format = ModelArchiveFormat.TarGzip });
        Refuse(new byte[5000], Tar());
        byte[] noise = new byte[20_000];
        new Random(1).NextBytes(noise);
        Refuse(noise, Tar());
    }
}
