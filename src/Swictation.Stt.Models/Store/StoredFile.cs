namespace Swictation.Stt.Models;

/// <summary>A file of a model that is in the store, as it was when it came. Immutable.</summary>
/// <param name="Name">Where it lies below the model's folder, with <c>/</c> between the parts.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Its SHA-256 as lower-case hexadecimal digits.</param>
/// <param name="IsVerified">Whether the digest was published, rather than recorded when the file came.</param>
public sealed record StoredFile(string Name, long Bytes, string Sha256, bool IsVerified);
