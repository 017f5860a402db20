using System.CommandLine;
using Swictation.Stt;

namespace Swictation.Host.Commands;

/// <summary>The options by which a command gets a second engine.</summary>
internal sealed class FallbackArguments
{
    private readonly Option<string?> _fallback = new("--fallback")
    {
        Description = "A second model, loaded when it is needed: it speaks where the first fails, or does not know the language or the task. Which of them spoke, and why, is told.",
        HelpName = "DIR",
    };

    private readonly Option<string?> _final = new("--final")
    {
        Description = "A second model that makes the final text of each utterance; the first one is for what is shown while somebody speaks.",
        HelpName = "DIR",
    };

    private readonly Option<double?> _confidence = NumberOption.Create(
        "--min-confidence", "P", 0, 1, "With --fallback: the first model's confidence below which the second hears the audio, too, and the surer one speaks.");

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="isLive">Whether it has texts that are not final.</param>
    public void AddTo(Command command, bool isLive)
    {
        command.Options.Add(_fallback);
        if (isLive)
            command.Options.Add(_final);
        command.Options.Add(_confidence);
        command.Validators.Add(result =>
        {
            if (isLive && result.GetResult(_fallback) is not null && result.GetResult(_final) is not null)
                result.AddError("--fallback and --final both name the second model; give one of them.");
            else if (result.GetResult(_confidence) is not null && result.GetResult(_fallback) is null)
                result.AddError("--min-confidence is for --fallback: without it no other model can be asked.");
        });
    }

    /// <summary>Gets the second engine, or null where there is none.</summary>
    public FallbackSettings? Settings(ParseResult parsed) =>
        parsed.GetResult(_final) is not null ? new FallbackSettings(parsed.GetValue(_final)!, EngineRole.Fallback, null)
        : parsed.GetValue(_fallback) is { } model ? new FallbackSettings(model, EngineRole.Primary, (float?)parsed.GetValue(_confidence))
        : null;
}
