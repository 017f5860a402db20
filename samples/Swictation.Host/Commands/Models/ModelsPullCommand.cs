using System.CommandLine;
using Swictation.Host.Models;
using Swictation.Stt.Models;

namespace Swictation.Host.Commands.Models;

/// <summary><c>swictation models pull</c>.</summary>
internal static class ModelsPullCommand
{
    public static Command Create(StoreRunner runner)
    {
        var command = new Command(
            "pull",
            """
            Downloads models and prints where they are. What was begun is resumed, what is damaged is repaired, what is there stays.

            Examples:
              swictation models pull parakeet-tdt-0.6b-v3
              swictation models pull whisper-small silero-vad
              HF_TOKEN=… swictation models pull my-gated-model
              SWICTATION_MIRROR=https://mirror.example.org swictation models pull parakeet-tdt-0.6b-v2

            A file comes under its name only when it is whole and its SHA-256 is right.
            """);
        var names = new Argument<string[]>("MODEL") { Description = "Names or aliases.", Arity = ArgumentArity.OneOrMore };
        var offline = new Option<bool>("--offline") { Description = "Download nothing: fail where a model is not there. As SWICTATION_OFFLINE=1." };
        command.Arguments.Add(names);
        command.Options.Add(offline);
        command.SetAction(parsed => runner.Run(parsed.GetValue(offline), store => runner.ForEachAsync(parsed.GetValue(names)!, async name =>
        {
            InstalledModel model = await new DownloadBars(runner.Terminal).RunAsync(progress => store.EnsureAsync(name, progress, runner.Token)).ConfigureAwait(false);
            runner.Terminal.Write(writer => writer.Write(model.Directory + "\n"));
            return ExitCodes.Success;
        })));
        return command;
    }
}
