using System.Security.Cryptography;

namespace Swictation.Stt.Models;

/// <summary>Computes digests of files.</summary>
internal static class FileDigest
{
    private const int BlockSize = 1 << 17;

    /// <summary>Computes a file's SHA-256 as lower-case hexadecimal digits.</summary>
    /// <exception cref="ModelStoreException">The file cannot be read.</exception>
    public static async Task<string> ComputeAsync(string path, Action<long> advance, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
            await using (file.ConfigureAwait(false))
            {
                byte[] block = new byte[BlockSize];
                long done = 0;
                while (await file.ReadAsync(block, cancellationToken).ConfigureAwait(false) is var count and > 0)
                {
                    hash.AppendData(block, 0, count);
                    advance(done += count);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelStoreException($"{path} cannot be read: {exception.Message} Make it readable, or get the model again.", path, exception);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
