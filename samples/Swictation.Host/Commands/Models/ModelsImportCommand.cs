using System.CommandLine;
using Swictation.Host.Models;
using Swictation.Stt.Models;

namespace Swictation.Host.Commands.Models;

/// <summary><c>swictation models import</c>.</summary>
internal static class ModelsImportCommand
{
    public static Command Create(StoreRunner runner)
    {
        var command = new Command(
            "import",
            """
            Takes a model into the store that is on this machine already, without copying it: a folder is used where it is, and what Hugging
            Face's programs have downloaded is linked.

            Examples:
              swictation models import ~/models/my-parakeet --name mine
              swictation models import istupakov/parakeet-tdt-0.6b-v3-onnx      from Hugging Face's cache
              swictation models import ~/.cache/huggingface/hub/models--istupakov--parakeet-tdt-0.6b-v3-onnx
            """);
        var path = new Argument<string>("FOLDER") { Description = "A folder, or the name of a repository that is in Hugging Face's cache." };
        var name = new Option<string?>("--name", "-n") { Description = "What to call it. Default: the known model with the same files, else the folder's name.", HelpName = "NAME" };
        var copy = new Option<bool>("--copy") { Description = "Copy the files into the store." };
        command.Arguments.Add(path);
        command.Options.Add(name);
        command.Options.Add(copy);
        command.SetAction(parsed => runner.Run(offline: true, async store =>
        {
            var options = new ModelImportOptions { Name = parsed.GetValue(name), Copy = parsed.GetValue(copy) };
            InstalledModel model = await new DownloadBars(runner.Terminal).RunAsync(progress => store.ImportAsync(parsed.GetValue(path)!, options, progress, runner.Token)).ConfigureAwait(false);
            runner.Terminal.Write(writer => writer.Write($"{model.Id}  {model.Directory}\n"));
            return ExitCodes.Success;
        }));
        return command;
    }
}
