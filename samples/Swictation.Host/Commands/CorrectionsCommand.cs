using System.CommandLine;
using Swictation.Host.Output;
using Swictation.Stt.Transform.Corrections;

namespace Swictation.Host.Commands;

/// <summary><c>swictation corrections</c>: its arguments. The work is <see cref="CorrectionsRun"/>'s.</summary>
internal static class CorrectionsCommand
{
    public static Command Create(Terminal terminal, CancellationToken cancellationToken)
    {
        var command = new Command(
            "corrections",
            $"""
            Keeps the user's lexicon of what the recogniser mishears. It is a table with tabs, which may be edited by hand.

            Examples:
              swictation corrections add "post gress" Postgres
              swictation corrections add kubernetes Kubernetes --fuzzy     "cooper netties" too
              swictation corrections list
              swictation corrections remove "post gress"
              swictation corrections learn heard.txt edited.txt            what an edited text suggests; --add takes it
              swictation corrections import names.tsv
              swictation corrections export --boost > phrases.txt          for transcribe --boost
              echo "cooper netties" | swictation corrections apply

            Columns: spoken, written, match (exact or fuzzy), case (any or sensitive), threshold. See docs/corrections.md.
            The file is that of --corrections, else ${CorrectionsLocation.Variable}, else {CorrectionsLocation.StandardName} in the user's configuration folder.

            Exit codes: 0 done, 1 an output failed, or an entry to remove is not there, 2 nothing could be done.
            """);
        Option<string?> file = CorrectionsLocation.CreateOption();
        file.Recursive = true;
        command.Options.Add(file);
        CorrectionsRun Run(ParseResult parsed) => new(terminal, CorrectionsLocation.Resolve(parsed.GetValue(file)));
        command.Subcommands.Add(CreateList(Run));
        command.Subcommands.Add(CreateAdd(Run));
        command.Subcommands.Add(CreateRemove(Run));
        command.Subcommands.Add(CreateImport(Run));
        command.Subcommands.Add(CreateExport(Run));
        command.Subcommands.Add(CreateLearn(Run));
        command.Subcommands.Add(CreateApply(Run, cancellationToken));
        return command;
    }

    private static Command CreateList(Func<ParseResult, CorrectionsRun> run)
    {
        var command = new Command("list", "Prints the entries, and how often each was used.");
        command.SetAction(parsed => run(parsed).List());
        return command;
    }

    private static Command CreateAdd(Func<ParseResult, CorrectionsRun> run)
    {
        var command = new Command("add", "Adds an entry, or replaces the one for the same words.");
        var spoken = new Argument<string>("SPOKEN") { Description = "The words as they are recognised." };
        var written = new Argument<string>("WRITTEN") { Description = "What is written instead. Without capitals it follows the case of what was said." };
        var fuzzy = new Option<bool>("--fuzzy") { Description = "Also for what sounds or is spelled like it." };
        var sensitive = new Option<bool>("--case-sensitive") { Description = "Only for this letter case." };
        Option<double?> threshold = NumberOption.Create(
            "--threshold", "X", 0.01, 1, "How much something must resemble a fuzzy entry.", Math.Round(CorrectionOptions.DefaultThreshold, 2));
        command.Arguments.Add(spoken);
        command.Arguments.Add(written);
        foreach (Option option in new Option[] { fuzzy, sensitive, threshold })
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(fuzzy) && result.GetValue(sensitive))
                result.AddError("--fuzzy and --case-sensitive cannot be given together.");
            if (result.GetResult(threshold) is not null && !result.GetValue(fuzzy))
                result.AddError("--threshold is for --fuzzy.");
        });
        command.SetAction(parsed => run(parsed).Add(new CorrectionEntry
        {
            Spoken = parsed.GetValue(spoken)!,
            Written = parsed.GetValue(written)!,
            Matching = parsed.GetValue(fuzzy) ? CorrectionMatching.Fuzzy : CorrectionMatching.Exact,
            IsCaseSensitive = parsed.GetValue(sensitive),
            Threshold = (float?)parsed.GetValue(threshold),
        }));
        return command;
    }

    private static Command CreateRemove(Func<ParseResult, CorrectionsRun> run)
    {
        var command = new Command("remove", "Removes entries.");
        var spoken = new Argument<string[]>("SPOKEN") { Description = "The spoken words of each.", Arity = ArgumentArity.OneOrMore };
        command.Arguments.Add(spoken);
        command.SetAction(parsed => run(parsed).Remove(parsed.GetValue(spoken)!));
        return command;
    }

    private static Command CreateImport(Func<ParseResult, CorrectionsRun> run)
    {
        var command = new Command("import", "Adds all entries of another table, or none where one of its lines is faulty.");
        var table = new Argument<string>("TABLE") { Description = "The table, or - for standard input." };
        command.Arguments.Add(table);
        command.SetAction(parsed => run(parsed).Import(parsed.GetValue(table)!));
        return command;
    }

    private static Command CreateExport(Func<ParseResult, CorrectionsRun> run)
    {
        var command = new Command("export", "Writes the table to standard output.");
        var boost = new Option<bool>("--boost") { Description = "Instead, the phrases that a recogniser can be leant towards, for transcribe --boost." };
        command.Options.Add(boost);
        command.SetAction(parsed => run(parsed).Export(parsed.GetValue(boost)));
        return command;
    }

    private static Command CreateLearn(Func<ParseResult, CorrectionsRun> run)
    {
        var command = new Command("learn", "Compares a recognised text with what its user made of it, and prints entries for what was misheard.");
        var original = new Argument<string>("HEARD") { Description = "A file with the recognised text." };
        var edited = new Argument<string>("EDITED") { Description = "A file with the edited text, or - for standard input." };
        var add = new Option<bool>("--add") { Description = "Also add them to the lexicon." };
        Option<double?> threshold = NumberOption.Create(
            "--threshold", "X", 0.01, 1, "How much the two must resemble each other.", Math.Round(CorrectionLearner.DefaultThreshold, 2));
        command.Arguments.Add(original);
        command.Arguments.Add(edited);
        command.Options.Add(add);
        command.Options.Add(threshold);
        command.SetAction(parsed => run(parsed).Learn(
            parsed.GetValue(original)!, parsed.GetValue(edited)!, (float?)parsed.GetValue(threshold) ?? CorrectionLearner.DefaultThreshold, parsed.GetValue(add)));
        return command;
    }

    private static Command CreateApply(Func<ParseResult, CorrectionsRun> run, CancellationToken cancellationToken)
    {
        var command = new Command("apply", "Reads lines from standard input and prints them corrected. The file may change meanwhile.");
        var explain = new Option<bool>("--explain") { Description = "Say on standard error which entry replaced what, and with which score." };
        var count = new Option<bool>("--count") { Description = "Count the use of each entry, for list." };
        command.Options.Add(explain);
        command.Options.Add(count);
        command.SetAction(parsed => run(parsed).Apply(parsed.GetValue(explain), parsed.GetValue(count), cancellationToken));
        return command;
    }
}
