using System.CommandLine;
using Swictation.Stt.Models;

namespace Swictation.Host.Commands.Models;

/// <summary><c>swictation models path</c>.</summary>
internal static class ModelsPathCommand
{
    public static Command Create(StoreRunner runner)
    {
        var command = new Command(
            "path",
            """
            Prints the directory of a model that is there, or that of the store.

            Examples:
              swictation models path
              ls -l "$(swictation models path parakeet-tdt-0.6b-v3)"
            """);
        var name = new Argument<string?>("MODEL") { Description = "Its name or an alias; the store's folder where it is left out.", Arity = ArgumentArity.ZeroOrOne };
        command.Arguments.Add(name);
        command.SetAction(parsed => runner.Run(offline: true, store =>
        {
            string path = parsed.GetValue(name) is { } wanted ? ModelLocator.Find(wanted).Directory : store.Folder;
            runner.Terminal.Write(writer => writer.Write(path + "\n"));
            return Task.FromResult(ExitCodes.Success);
        }));
        return command;
    }
}
