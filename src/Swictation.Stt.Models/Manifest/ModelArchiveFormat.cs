namespace Swictation.Stt.Models;

/// <summary>The formats of archives that models are published in.</summary>
public enum ModelArchiveFormat
{
    /// <summary>A tar archive compressed by bzip2: <c>.tar.bz2</c>.</summary>
    TarBzip2,

    /// <summary>A tar archive compressed by gzip: <c>.tar.gz</c>.</summary>
    TarGzip,

    /// <summary>A tar archive that is not compressed: <c>.tar</c>.</summary>
    Tar,
}
