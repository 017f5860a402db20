using System.CommandLine;
using Swictation.Host.Output;

namespace Swictation.Host.Commands;

/// <summary><c>swictation transform</c>: its arguments. The work is <see cref="TransformRun"/>'s.</summary>
internal static class TransformCommand
{
    public static Command Create(Terminal terminal, CancellationToken cancellationToken)
    {
        var command = new Command(
            "transform",
            """
            Turns what is said into what is written: spoken commands become punctuation, symbols, digits, line ends and key presses. Every line
            is an utterance, and each goes on where the one before ended, as when dictating.

            Examples:
              swictation transform "hello comma world period"              Hello, world.
              swictation transform "we need number forty two tests" --explain      which rule made what
              swictation transform "hello world" "scratch that" --edits    type, backspace 11
              swictation transform "if x equals y" --mode code
              swictation transform "hallo komma welt punkt" --language de
              swictation transform --fresh < utterances.txt                each line by itself
              swictation transcribe talk.wav | swictation transform --document > talk.txt
              swictation transform "may twenty third at half past three" --itn      May 23 at 3:30
              swictation transform "install cooper netties" --corrections mine.tsv
              swictation transform --rules my.rules --json < utterances.txt

            "swictation commands" lists what can be said.
            """);
        var texts = new Argument<string[]>("TEXT") { Description = "Utterances, each in quotation marks; lines of standard input where there are none.", Arity = ArgumentArity.ZeroOrMore };
        var files = new Option<string[]>("--file") { Description = "Reads the lines of a file instead; can be given several times.", HelpName = "FILE" };
        var fresh = new Option<bool>("--fresh") { Description = "Begins a new text with every line." };
        var document = new Option<bool>("--document") { Description = "Print the whole text, with its line ends, once all is read; otherwise line ends are shown as \\n." };
        var explain = new Option<bool>("--explain") { Description = "Print which rule made what of which words." };
        var edits = new Option<bool>("--edits") { Description = "Print what is to be done, a line each: type, press, backspace, command." };
        var json = new Option<bool>("--json") { Description = "Print an object for each line: spoken, text, edits, pieces." };
        var rules = new RuleArguments();
        command.Arguments.Add(texts);
        command.Options.Add(files);
        rules.AddTo(command);
        foreach (Option option in new Option[] { fresh, document, explain, edits, json })
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            string[] kinds = [.. new[] { document, explain, edits, json }.Where(option => result.GetValue(option)).Select(static option => option.Name)];
            if (kinds.Length > 1)
                result.AddError($"{string.Join(" and ", kinds)} are different outputs; give one of them.");
            if (result.GetValue(document) && result.GetValue(fresh))
                result.AddError("--document makes one text of all lines, and --fresh a text of each; give one or the other.");
            if (result.GetValue(texts) is { Length: > 0 } && result.GetValue(files) is { Length: > 0 })
                result.AddError("Texts and --file were given; give one or the other.");
        });
        texts.Validators.Add(static result =>
        {
            foreach (string option in result.Tokens.Select(static token => token.Value).Where(static value => value.Length > 1 && value[0] == '-'))
                result.AddError($"{option} is not an option of transform.");
        });
        command.SetAction(parsed => new TransformRun(terminal, cancellationToken).Execute(new TransformSettings
        {
            Rules = rules.Settings(parsed),
            Utterances = parsed.GetValue(texts) ?? [],
            Files = parsed.GetValue(files) ?? [],
            Fresh = parsed.GetValue(fresh),
            Output = parsed.GetValue(document) ? TransformOutput.Document
                : parsed.GetValue(explain) ? TransformOutput.Explanation
                : parsed.GetValue(edits) ? TransformOutput.Edits
                : parsed.GetValue(json) ? TransformOutput.Json
                : TransformOutput.Lines,
        }));
        return command;
    }
}
