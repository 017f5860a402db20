using System.Globalization;
using Swictation.Stt.Benchmarks.Workload;

namespace Swictation.Stt.Benchmarks.Commands;

/// <summary>The options of our own commands.</summary>
internal sealed record CommandOptions
{
    public int Threads { get; private init; } = 1;

    public int Rounds { get; private init; } = 10;

    public string Model => GivenModel ?? Locations.SherpaModel;

    /// <summary>Gets the model where it was given.</summary>
    public string? GivenModel { get; private init; }

    /// <summary>Gets how many hours of audio a soak takes.</summary>
    public double Hours { get; private init; } = 24;

    /// <summary>Gets where the randomness of a soak starts.</summary>
    public int Seed { get; private init; } = 1;

    /// <summary>Gets the program to start instead of this one: <c>PATH transcribe FILE</c> prints a text.</summary>
    public string? Host { get; private init; }

    /// <summary>Reads options.</summary>
    /// <param name="args">The arguments after the command.</param>
    /// <param name="known">The options that the command has.</param>
    public static CommandOptions Parse(ReadOnlySpan<string> args, params ReadOnlySpan<string> known)
    {
        var options = new CommandOptions();
        for (int i = 0; i < args.Length; i += 2)
        {
            string name = args[i];
            if (!known.Contains(name))
                throw new CommandException($"{name} is no option of this command; see --help.");
            if (i + 1 == args.Length)
                throw new CommandException($"{name} needs a value; see --help.");
            string value = args[i + 1];
            options = name switch
            {
                "--threads" => options with { Threads = Number(name, value) },
                "--rounds" => options with { Rounds = Number(name, value) },
                "--model" => options with { GivenModel = Path.GetFullPath(value) },
                "--seed" => options with { Seed = Number(name, value) },
                "--hours" => options with { Hours = Hour(value) },
                _ => options with { Host = Path.GetFullPath(value) },
            };
        }

        return options;
    }

    private static int Number(string name, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is > 0 and <= 10000
            ? number
            : throw new CommandException($"{name} takes a whole number from 1 to 10000, not {value}.");

    private static double Hour(string value) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double hours) && hours is > 0 and <= 1000
            ? hours
            : throw new CommandException($"--hours takes a number above 0 and up to 1000, not {value}.");
}
