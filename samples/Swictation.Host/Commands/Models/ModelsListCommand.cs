using System.CommandLine;
using Swictation.Host.Models;
using Swictation.Stt.Models;

namespace Swictation.Host.Commands.Models;

/// <summary><c>swictation models list</c>.</summary>
internal static class ModelsListCommand
{
    public static Command Create(StoreRunner runner)
    {
        var command = new Command(
            "list",
            """
            Lists the models that are there and those that can be had, with size, precision, licence and languages.

            Examples:
              swictation models list
              swictation models list --installed
              swictation models list --language de --engine whisper --json
            """);
        var installed = new Option<bool>("--installed") { Description = "Only what is there." };
        var language = new Option<string?>("--language", "-l") { Description = "Only models that know the language.", HelpName = "CODE" };
        var engine = new Option<string?>("--engine") { Description = "Only models of the engine: parakeet, whisper or silero.", HelpName = "NAME" };
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        engine.AcceptOnlyFromAmong("parakeet", "whisper", "silero");
        foreach (Option option in new Option[] { installed, language, engine, json })
            command.Options.Add(option);
        command.SetAction(parsed => runner.Run(offline: true, store =>
        {
            string? wanted = parsed.GetValue(language);
            string? kind = parsed.GetValue(engine);
            ModelListing[] listings =
            [
                .. ModelListing.Of(store).Where(listing =>
                    (!parsed.GetValue(installed) || listing.Installed is not null || listing.IsBundledHere)
                    && (wanted is null || listing.Entry?.Languages.Contains(wanted, StringComparer.OrdinalIgnoreCase) == true)
                    && (kind is null || listing.Entry?.Engine == kind)),
            ];
            runner.Terminal.Write(writer =>
            {
                if (parsed.GetValue(json))
                    ModelListingPrinter.WriteJson(writer, store.Folder, listings);
                else
                    ModelListingPrinter.WriteText(writer, store.Folder, listings);
            });
            return Task.FromResult(ExitCodes.Success);
        }));
        return command;
    }
}
