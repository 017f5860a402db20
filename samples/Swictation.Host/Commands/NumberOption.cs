using System.CommandLine;
using System.Globalization;

namespace Swictation.Host.Commands;

/// <summary>Options whose value is a number in a range, whatever the machine's culture.</summary>
internal static class NumberOption
{
    /// <summary>Makes an option.</summary>
    /// <param name="name">Its name, with dashes.</param>
    /// <param name="helpName">What the value is called in the help.</param>
    /// <param name="least">The least value.</param>
    /// <param name="most">The greatest value.</param>
    /// <param name="description">What it does; the range and the default are added.</param>
    /// <param name="standard">The default, where it is a number.</param>
    public static Option<double?> Create(string name, string helpName, double least, double most, string description, double? standard = null)
    {
        string range = string.Create(CultureInfo.InvariantCulture, $"from {least} to {most}");
        return new Option<double?>(name)
        {
            Description = $"{description} A number {range}." + (standard is { } value ? string.Create(CultureInfo.InvariantCulture, $" Default: {value}.") : string.Empty),
            HelpName = helpName,
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number >= least && number <= most)
                    return number;
                result.AddError($"{name} must be a number {range}; got {text}.");
                return null;
            },
        };
    }

    /// <summary>Reads an option as seconds.</summary>
    public static TimeSpan? Seconds(this ParseResult parsed, Option<double?> option) =>
        parsed.GetValue(option) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
}
