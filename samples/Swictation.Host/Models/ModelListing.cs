using Swictation.Stt.Models;

namespace Swictation.Host.Models;

/// <summary>A model as the command lists it: known, there, or both.</summary>
internal sealed record ModelListing(string Id, ModelEntry? Entry, InstalledModel? Installed)
{
    /// <summary>Gets whether it ships with the program and is there.</summary>
    public bool IsBundledHere { get; private init; }

    /// <summary>Gets the size of its files, on the disk or to be downloaded.</summary>
    public long Bytes => Installed?.Bytes ?? Entry?.TotalBytes ?? 0;

    /// <summary>Gets how it stands: <c>installed</c>, <c>damaged</c>, <c>bundled</c> or <c>available</c>.</summary>
    public string State => Installed is { Damage: not null } ? "damaged" : Installed is not null ? "installed" : IsBundledHere ? "bundled" : "available";

    /// <summary>Lists what is in a store, then what can be had.</summary>
    public static IReadOnlyList<ModelListing> Of(ModelStore store)
    {
        IReadOnlyList<InstalledModel> installed = store.List();
        HashSet<string> there = [.. installed.Select(static model => model.Id)];
        return
        [
            .. installed.Select(static model => new ModelListing(model.Id, model.Entry, model)),
            .. store.Manifest.Models.Where(model => !there.Contains(model.Id)).Select(model => new ModelListing(model.Id, model, null) { IsBundledHere = model.IsBundled && Locate(model.Id) is not null }),
        ];
    }

    /// <summary>Gets the directory that an engine loads, or null where the model is not there.</summary>
    public string? Directory => Installed?.Directory ?? (IsBundledHere ? Locate(Id) : null);

    private static string? Locate(string id)
    {
        try
        {
            return ModelLocator.Find(id).Directory;
        }
        catch (Stt.ModelNotFoundException)
        {
            return null;
        }
    }
}
