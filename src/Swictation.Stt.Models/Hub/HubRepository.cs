using System.Text.Json;

namespace Swictation.Stt.Models;

/// <summary>What the hub says of a repository: the commit, and of each file the size and, where it is kept by digest, the SHA-256.</summary>
internal sealed record HubRepository(string Commit, IReadOnlyDictionary<string, (long? Bytes, string? Sha256)> Files)
{
    /// <summary>Reads the answer of <c>api/models/…?blobs=true</c>: <c>sha</c>, and <c>siblings</c> with <c>rfilename</c>, <c>size</c> and <c>lfs.sha256</c>.</summary>
    /// <exception cref="FormatException">It is another answer.</exception>
    public static HubRepository Read(JsonElement root)
    {
        var answer = new ManifestNode(root, "$");
        var files = new Dictionary<string, (long? Bytes, string? Sha256)>(StringComparer.Ordinal);
        foreach (ManifestNode file in answer.Required("siblings").Items())
        {
            ManifestNode? large = file.Optional("lfs") is { Value.ValueKind: JsonValueKind.Object } lfs ? lfs : null;
            files[file.Required("rfilename").Text()] = (file.Optional("size")?.Number(0, long.MaxValue), large?.Optional("sha256")?.Digest());
        }

        return new HubRepository(answer.Required("sha").Name(), files);
    }
}
