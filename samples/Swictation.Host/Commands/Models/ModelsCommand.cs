using System.CommandLine;
using Swictation.Host.Output;

namespace Swictation.Host.Commands.Models;

/// <summary><c>swictation models</c>: the commands for the store of models.</summary>
internal static class ModelsCommand
{
    public static Command Create(Terminal terminal, CancellationToken cancellationToken)
    {
        var command = new Command(
            "models",
            """
            Gets models and keeps them: lists, downloads, verifies and removes them.

            Examples:
              swictation models list --language de              which models know German
              swictation models pull parakeet-tdt-0.6b-v3       get one; begun downloads are resumed
              swictation transcribe talk.wav --model parakeet-tdt-0.6b-v3
              swictation models import ~/models/my-parakeet     use a folder where it is
              swictation models verify                          compare every file with its digest
              swictation models quantize tiny-en --to int8      make a smaller model of one that is there

            Models lie in the first folder of $SWICTATION_MODELS, else in swictation/models in the system's folder for data.
            Exit codes: 0 done, 1 a download failed or a file is wrong, 2 no such model or wrong arguments, 130 interrupted.
            """);
        var runner = new StoreRunner(terminal, cancellationToken);
        command.Subcommands.Add(ModelsListCommand.Create(runner));
        command.Subcommands.Add(ModelsInfoCommand.Create(runner));
        command.Subcommands.Add(ModelsPullCommand.Create(runner));
        command.Subcommands.Add(ModelsVerifyCommand.Create(runner));
        command.Subcommands.Add(ModelsPathCommand.Create(runner));
        command.Subcommands.Add(ModelsImportCommand.Create(runner));
        command.Subcommands.Add(ModelsRemoveCommand.Create(runner));
        command.Subcommands.Add(QuantizeCommand.Create(terminal, cancellationToken));
        command.Subcommands.Add(ModelsPinCommand.Create(runner));
        return command;
    }
}
