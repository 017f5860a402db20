namespace Swictation.Stt.Models;

/// <summary>Compares models with their digests.</summary>
internal static class ModelVerifier
{
    public static async Task<ModelVerification> VerifyAsync(InstalledModel model, IProgress<ModelDownloadProgress>? progress, CancellationToken cancellationToken)
    {
        var results = new List<FileVerification>();
        long before = 0;
        foreach (StoredFile file in model.Files)
        {
            // A manifest may have learned a digest since the file came.
            string expected = Published(model, file.Name) ?? file.Sha256;
            string path = SafePath.Below(model.Directory, file.Name);
            if (HubCache.ResolveFile(path) is not { } resolved)
            {
                results.Add(new FileVerification(file.Name, FileState.Missing, expected, null));
            }
            else if (new FileInfo(resolved).Length != file.Bytes)
            {
                results.Add(new FileVerification(file.Name, FileState.WrongSize, expected, null));
            }
            else
            {
                string actual = await FileDigest.ComputeAsync(
                    resolved, bytes => progress?.Report(new ModelDownloadProgress(model.Id, ModelDownloadPhase.Verifying, file.Name, bytes, file.Bytes, before + bytes, model.Bytes)), cancellationToken).ConfigureAwait(false);
                FileState right = file.IsVerified || Published(model, file.Name) is not null ? FileState.Right : FileState.AsRecorded;
                results.Add(new FileVerification(file.Name, actual == expected ? right : FileState.WrongDigest, expected, actual));
            }

            before += file.Bytes;
        }

        return new ModelVerification(model, results);
    }

    private static string? Published(InstalledModel model, string name) =>
        model.Entry is { } entry && entry.Revision == model.Revision ? entry.Files.FirstOrDefault(file => file.Name == name && file.Archive is null)?.Sha256 : null;
}
