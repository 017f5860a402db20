using System.CommandLine;
using Swictation.Host.Input;
using Swictation.Host.Output;
using Swictation.Host.Transforming;
using Swictation.Stt.Transform;

namespace Swictation.Host.Commands;

/// <summary><c>swictation commands</c>.</summary>
internal static class CommandsCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command(
            "commands",
            """
            Lists what can be said and what becomes of it, with an example of each, made from the rules themselves.

            Examples:
              swictation commands
              swictation commands quote                 those with "quote" in them
              swictation commands --mode code
              swictation commands --language fr --json
              swictation commands --rules my.rules
            """);
        var words = new Argument<string?>("WORDS") { Description = "Only commands that contain these words, or belong to the group of that name.", Arity = ArgumentArity.ZeroOrOne };
        var json = new Option<bool>("--json") { Description = "Print an array of objects." };
        var rules = new RuleArguments();
        command.Arguments.Add(words);
        rules.AddTo(command);
        command.Options.Add(json);
        command.SetAction(parsed =>
        {
            try
            {
                TransformRules loaded = rules.Settings(parsed).Load();
                RuleExample[] examples =
                [
                    .. loaded.Rules.Where(rule => parsed.GetValue(words) is not { } filter || rule.Phrase.Contains(filter, StringComparison.OrdinalIgnoreCase) || rule.Family.ToString().Equals(filter, StringComparison.OrdinalIgnoreCase))
                        .OrderBy(static rule => rule.Family)
                        .Select(rule => RuleExample.Of(loaded, rule)),
                ];
                if (examples.Length == 0)
                    throw new UsageException($"No command of the mode {loaded.Mode.Name} contains \"{parsed.GetValue(words)}\".");
                terminal.Write(writer =>
                {
                    if (parsed.GetValue(json))
                        RuleTable.WriteJson(writer, examples);
                    else
                        RuleTable.WriteText(writer, examples);
                });
                return ExitCodes.Success;
            }
            catch (UsageException exception)
            {
                terminal.Error(exception.Message);
                return ExitCodes.Usage;
            }
        });
        return command;
    }
}
