using System.CommandLine;
using System.CommandLine.Parsing;
using Swictation.Host.Commands;
using Swictation.Host.Output;

namespace Swictation.Host;

/// <summary>The command <c>swictation</c>.</summary>
internal static class Program
{
    public static int Main(string[] args)
    {
        using var interruption = new Interruption();
        using var terminal = new Terminal();
        RootCommand root = CommandLine.Create(terminal, interruption);
        ParseResult parsed;
        try
        {
            parsed = root.Parse(args);
        }
        catch (InvalidOperationException exception)
        {
            // A check of options against each other met one without a value, or with a wrong one, before the parser could say so.
            terminal.Error(exception.Message);
            terminal.Error("See: swictation --help");
            return ExitCodes.Usage;
        }

        if (parsed.Errors.Count > 0)
        {
            foreach (string message in parsed.Errors.Select(static error => error.Message).Distinct())
                terminal.Error(message);
            terminal.Error($"See: swictation {Subcommand(parsed)}--help");
            return ExitCodes.Usage;
        }

        try
        {
            return parsed.Invoke(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null, // Interruption does it, and keeps what is done
                Output = terminal.Out,
                Error = terminal.ErrorWriter,
            });
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
        catch (OutputException exception)
        {
            terminal.Error(exception.Message);
            return ExitCodes.Failure;
        }
    }

    /// <summary>The command that was called, and those above it, each with a blank behind it; nothing for the root.</summary>
    private static string Subcommand(ParseResult parsed)
    {
        string names = string.Empty;
        for (SymbolResult? result = parsed.CommandResult; result is CommandResult { Command: not RootCommand } command; result = result.Parent)
            names = $"{command.Command.Name} {names}";
        return names;
    }
}
