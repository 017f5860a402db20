using System.CommandLine;
using System.Text;
using Swictation.Stt.Models;

namespace Swictation.Host.Commands.Models;

/// <summary><c>swictation models pin</c>.</summary>
internal static class ModelsPinCommand
{
    public static Command Create(StoreRunner runner)
    {
        var command = new Command(
            "pin",
            """
            Asks the Hugging Face hub for the commit, the sizes and the digests of a model's files, and prints a manifest with them. A manifest
            of your own goes before ours: put it into a file that $SWICTATION_MANIFEST names, or into the folder for manifests.

            Examples:
              swictation models pin parakeet-ctc-0.6b-int8
              swictation models pin parakeet-tdt-0.6b-v3 --revision main --write ~/.config/swictation/models.d/newest.json
            """);
        var name = new Argument<string>("MODEL") { Description = "Its name or an alias." };
        var revision = new Option<string?>("--revision") { Description = "A commit, tag or branch. Default: the manifest's.", HelpName = "REV" };
        var file = new Option<string?>("--write", "-w") { Description = "Write the entry into this manifest, in the place of an older one.", HelpName = "FILE" };
        command.Arguments.Add(name);
        command.Options.Add(revision);
        command.Options.Add(file);
        command.SetAction(parsed => runner.Run(offline: false, async store =>
        {
            ModelEntry pinned = await store.PinAsync(parsed.GetValue(name)!, parsed.GetValue(revision), runner.Token).ConfigureAwait(false);
            if (parsed.GetValue(file) is { } path)
            {
                Update(path, pinned);
                return ExitCodes.Success;
            }

            using var text = new MemoryStream();
            new ModelManifest([pinned]).Write(text);
            runner.Terminal.Write(writer => writer.Write(Encoding.UTF8.GetString(text.ToArray()) + "\n"));
            return ExitCodes.Success;
        }));
        return command;
    }

    /// <summary>Puts an entry into a manifest, which is replaced in one step.</summary>
    private static void Update(string path, ModelEntry pinned)
    {
        IEnumerable<ModelEntry> others = File.Exists(path) ? ModelManifest.ReadFile(path).Models.Where(model => !model.IsCalled(pinned.Id)) : [];
        string full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        string beside = full + ".tmp";
        using (FileStream stream = File.Create(beside))
            new ModelManifest(others.Append(pinned)).Write(stream);
        File.Move(beside, full, overwrite: true);
    }
}
