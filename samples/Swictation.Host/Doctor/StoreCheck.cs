using Swictation.Stt;
using Swictation.Stt.Models;

namespace Swictation.Host.Doctor;

/// <summary>The doctor's check of the store of models: where it is, what is in it, and whether it is whole.</summary>
internal static class StoreCheck
{
    private const string Name = "model store";

    public static CheckResult Run()
    {
        try
        {
            var store = new ModelStore();
            IReadOnlyList<InstalledModel> models = store.List();
            var findings = new List<(string Name, string Value)> { ("folder", store.Folder) };
            if (store.FreeBytes is { } free)
                findings.Add(("free space", ByteSize.Format(free)));
            findings.AddRange(models.Select(static model => (model.Id, Describe(model))));
            if (models.Count == 0)
                findings.Add(("models", "none"));
            InstalledModel[] damaged = [.. models.Where(static model => model.Damage is not null)];
            string? remedy = damaged.Length > 0 ? $"swictation models pull {string.Join(' ', damaged.Select(static model => model.Id))}"
                : models.Count == 0 ? "Nothing, unless you want a model for human voices: swictation models list" : null;
            return new CheckResult(Name, damaged.Length > 0 ? CheckStatus.Warning : CheckStatus.Ok, findings, remedy);
        }
        catch (Exception exception) when (exception is SttException or ArgumentException)
        {
            return new CheckResult(Name, CheckStatus.Problem, [("error", exception.Message)], "Correct the environment or the manifest that the message names.");
        }
    }

    /// <summary>Gets the folders of a folder's models that a store made; they hold revisions and are not models themselves.</summary>
    public static HashSet<string> FoldersOf(string folder)
    {
        try
        {
            return [.. new ModelStore(new ModelStoreOptions { Folder = folder }).List().Select(static model => Path.GetDirectoryName(model.Folder)!)];
        }
        catch (Exception exception) when (exception is SttException or ArgumentException)
        {
            return []; // the check of the store says why
        }
    }

    private static string Describe(InstalledModel model) =>
        $"{model.Revision}, {ByteSize.Format(model.Bytes)}{(model.IsInPlace ? $", in {model.Directory}" : string.Empty)}{(model.Damage is { } damage ? $", damaged: {damage}" : string.Empty)}";
}
