using System.CommandLine;
using Swictation.Host.Models;
using Swictation.Host.Output;
using Swictation.Stt.Models;

namespace Swictation.Host.Commands.Models;

/// <summary><c>swictation models verify</c>.</summary>
internal static class ModelsVerifyCommand
{
    public static Command Create(StoreRunner runner)
    {
        var command = new Command(
            "verify",
            """
            Compares every file of the models that are there with its SHA-256: the published one, else the one recorded when it came.

            Examples:
              swictation models verify
              swictation models verify parakeet-tdt-0.6b-v3 --json
            """);
        var names = new Argument<string[]>("MODEL") { Description = "Names or aliases. All models of the store where there are none.", Arity = ArgumentArity.ZeroOrMore };
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        command.Arguments.Add(names);
        command.Options.Add(json);
        command.SetAction(parsed => runner.Run(offline: true, async store =>
        {
            string[] wanted = parsed.GetValue(names) is { Length: > 0 } given ? given : [.. store.List().Select(static model => model.Id).Distinct(StringComparer.Ordinal)];
            var results = new List<ModelVerification>();
            int result = await runner.ForEachAsync(wanted, async name =>
            {
                IReadOnlyList<ModelVerification> found = await new DownloadBars(runner.Terminal).RunAsync(progress => store.VerifyAsync(name, progress, runner.Token)).ConfigureAwait(false);
                results.AddRange(found);
                return found.All(static verification => verification.IsRight) ? ExitCodes.Success : ExitCodes.Failure;
            }).ConfigureAwait(false);
            runner.Terminal.Write(writer =>
            {
                if (parsed.GetValue(json))
                    WriteJson(writer, results);
                else
                    WriteText(writer, results);
            });
            return result;
        }));
        return command;
    }

    private static void WriteText(TextWriter writer, IReadOnlyList<ModelVerification> results)
    {
        foreach (ModelVerification result in results)
        {
            writer.Write($"{(result.IsRight ? "[ok]  " : "[FAIL]")} {result.Model.Id}  {result.Model.Directory}\n");
            foreach (FileVerification file in result.Files.Where(static file => file.State is not (FileState.Right or FileState.AsRecorded)))
                writer.Write($"    {file.Name}: {Describe(file)}\n");
            if (!result.IsRight)
                writer.Write(result.Model.IsInPlace ? "    what to do: import the folder again if it was changed on purpose\n" : $"    what to do: swictation models pull {result.Model.Id}\n");
        }
    }

    private static void WriteJson(TextWriter writer, IReadOnlyList<ModelVerification> results) => JsonOutput.Write(writer, json =>
    {
        json.WriteStartArray();
        foreach (ModelVerification result in results)
        {
            json.WriteStartObject();
            json.WriteString("id", result.Model.Id);
            json.WriteString("revision", result.Model.Revision);
            json.WriteString("directory", result.Model.Directory);
            json.WriteBoolean("isRight", result.IsRight);
            json.WriteStartArray("files");
            foreach (FileVerification file in result.Files)
            {
                json.WriteStartObject();
                json.WriteString("name", file.Name);
                json.WriteString("state", file.State.ToString());
                json.WriteString("expected", file.Expected);
                json.WriteString("actual", file.Actual);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static string Describe(FileVerification file) => file.State switch
    {
        FileState.Missing => "it is missing",
        FileState.WrongSize => "its size is wrong",
        _ => $"its SHA-256 is {file.Actual} instead of {file.Expected}",
    };
}
