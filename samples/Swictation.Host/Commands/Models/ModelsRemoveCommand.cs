using System.CommandLine;
using Swictation.Stt.Models;

namespace Swictation.Host.Commands.Models;

/// <summary><c>swictation models remove</c>.</summary>
internal static class ModelsRemoveCommand
{
    public static Command Create(StoreRunner runner)
    {
        var command = new Command(
            "remove",
            """
            Removes models from the store, and what is there of unfinished downloads. An imported folder stays where it is.

            Examples:
              swictation models remove whisper-small
            """);
        var names = new Argument<string[]>("MODEL") { Description = "Names or aliases.", Arity = ArgumentArity.OneOrMore };
        command.Arguments.Add(names);
        command.SetAction(parsed => runner.Run(offline: true, store => runner.ForEachAsync(parsed.GetValue(names)!, async name =>
        {
            IReadOnlyList<InstalledModel> removed = await store.RemoveAsync(name, runner.Token).ConfigureAwait(false);
            runner.Terminal.Write(writer =>
            {
                foreach (InstalledModel model in removed)
                    writer.Write($"removed {model.Id} {model.Revision}{(model.IsInPlace ? $"; its files stay in {model.Directory}" : $", {ByteSize.Format(model.Bytes)}")}\n");
                if (removed.Count == 0)
                    writer.Write($"removed the unfinished download of {name}\n");
            });
            return ExitCodes.Success;
        })));
        return command;
    }
}
