using System.CommandLine;
using Swictation.Host.Models;

namespace Swictation.Host.Commands.Models;

/// <summary><c>swictation models info</c>.</summary>
internal static class ModelsInfoCommand
{
    public static Command Create(StoreRunner runner)
    {
        var command = new Command(
            "info",
            """
            Says all that is known of a model: what it is for, its licence, where it comes from, its files and their digests.

            Examples:
              swictation models info parakeet-tdt-0.6b-v3
              swictation models info whisper-small --json
            """);
        var name = new Argument<string>("MODEL") { Description = "Its name or an alias." };
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        command.Arguments.Add(name);
        command.Options.Add(json);
        command.SetAction(parsed => runner.Run(offline: true, store =>
        {
            string wanted = parsed.GetValue(name)!;
            string id = store.Manifest.Find(wanted)?.Id ?? wanted;
            ModelListing[] listings = [.. ModelListing.Of(store).Where(listing => string.Equals(listing.Id, id, StringComparison.OrdinalIgnoreCase))];
            if (listings.Length == 0)
            {
                runner.Terminal.Error($"There is no model \"{wanted}\". See: swictation models list");
                return Task.FromResult(ExitCodes.Usage);
            }

            runner.Terminal.Write(writer =>
            {
                foreach (ModelListing listing in listings)
                {
                    if (parsed.GetValue(json))
                        ModelListingPrinter.WriteJson(writer, listing);
                    else
                        ModelListingPrinter.WriteDetails(writer, listing);
                }
            });
            return Task.FromResult(ExitCodes.Success);
        }));
        return command;
    }
}
