using System.CommandLine;
using System.CommandLine.Parsing;
using Swictation.Host.Models;

namespace Swictation.Host.Commands;

/// <summary>The options by which a command chooses and sets its voice activity detector.</summary>
internal sealed class DetectorArguments
{
    /// <summary>The environment variable that names the detector where none is given.</summary>
    public const string Variable = "SWICTATION_VAD";

    private readonly Option<string?> _detector = new("--vad")
    {
        Description = $"The voice activity detector: a Silero model's file, a directory with one, or the name of one in the store, such as {DetectorModel.Recommended}. Default: ${Variable}, else tiny-vad, which is built in; Silero hears better.",
        HelpName = "PATH",
    };

    private readonly Option<double?> _threshold = NumberOption.Create(
        "--threshold", "P", 0.01, 0.99, "The probability from which sound counts as speech; lower hears softer speech, and more noise. Default: 0.5 for recordings, what suits the detector for live speech.");

    public void AddTo(Command command, bool withThreshold = true)
    {
        command.Options.Add(_detector);
        if (withThreshold)
            command.Options.Add(_threshold);
    }

    /// <summary>Gets whether one of the options was given.</summary>
    public bool IsGiven(SymbolResult parsed) => parsed.GetResult(_detector) is not null || parsed.GetResult(_threshold) is not null;

    /// <summary>Gets the path or name of the detector, or null for the one that is built in.</summary>
    public string? Path(ParseResult parsed) =>
        parsed.GetValue(_detector) ?? (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path ? path : null);

    public float? Threshold(ParseResult parsed) => (float?)parsed.GetValue(_threshold);
}
