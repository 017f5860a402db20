using System.CommandLine;
using System.Globalization;

namespace Swictation.Host.Commands;

/// <summary>Limits options to whole numbers in a range.</summary>
internal static class OptionRange
{
    public static void Require(Option option, int least, int most) => option.Validators.Add(result =>
    {
        // What is no number at all is reported by the parser.
        if (result.Tokens.Count > 0
            && int.TryParse(result.Tokens[^1].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value)
            && (value < least || value > most))
        {
            result.AddError($"{option.Name} must be from {least} to {most}; got {value}.");
        }
    });
}
