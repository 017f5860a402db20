using System.CommandLine;
using System.CommandLine.Parsing;
using Swictation.Stt.Transform;

namespace Swictation.Host.Commands;

/// <summary>The options by which a command chooses the rules that turn what is said into what is written.</summary>
internal sealed class RuleArguments
{
    private const string DefaultLanguage = "en";

    private readonly Option<string> _language = new("--language", "-l")
    {
        Description = $"The language of the commands: {string.Join(", ", RuleBook.Languages)}.",
        HelpName = "CODE",
        DefaultValueFactory = static _ => DefaultLanguage,
    };

    private readonly Option<string> _mode = new("--mode")
    {
        Description = $"{TransformMode.Dictation}, {TransformMode.Code}, {TransformMode.Verbatim}, or one of a file of rules.",
        HelpName = "MODE",
        DefaultValueFactory = static _ => TransformMode.Dictation,
    };

    private readonly Option<string[]> _files = new("--rules")
    {
        Description = "A file of rules of your own, in the format of docs/transform.md; can be given several times.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _corrections = CorrectionsLocation.CreateOption();

    private readonly Option<bool> _normalizes = new("--itn")
    {
        Description = "Write numbers, dates, times, amounts, measures and addresses as they are written (inverse text normalisation; English).",
    };

    private readonly Option<bool> _transform = new("--transform")
    {
        Description = "Write what is said as text: \"hello comma world\" is printed as \"Hello, world\". The commands are those of --language, or English. See swictation transform --help.",
    };

    /// <summary>Adds the options to a command that transforms only where it is asked to. Its own <c>--language</c>, that of the speech, is that of the commands.</summary>
    public void AddOptionalTo(Command command)
    {
        command.Options.Add(_transform);
        AddAllButLanguageTo(command);
        command.Validators.Add(result =>
        {
            if (IsGiven(result) && !result.GetValue(_transform))
                result.AddError("--mode, --rules, --corrections and --itn are for --transform, which was not given.");
        });
    }

    public void AddTo(Command command)
    {
        command.Options.Add(_language);
        AddAllButLanguageTo(command);
    }

    private void AddAllButLanguageTo(Command command)
    {
        command.Options.Add(_mode);
        command.Options.Add(_files);
        command.Options.Add(_corrections);
        command.Options.Add(_normalizes);
    }

    private bool IsGiven(SymbolResult parsed) =>
        parsed.GetResult(_mode) is { Implicit: false } || parsed.GetResult(_files) is { Implicit: false }
        || parsed.GetResult(_corrections) is { Implicit: false } || parsed.GetResult(_normalizes) is { Implicit: false };

    /// <summary>Gets the choice, or null where nothing is to be transformed.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="spoken">The language that is spoken, or null where it was not said: English.</param>
    public RuleSettings? OptionalSettings(ParseResult parsed, string? spoken) => parsed.GetValue(_transform) ? Settings(parsed, spoken ?? DefaultLanguage) : null;

    /// <summary>Gets the choice; nothing is read yet.</summary>
    public RuleSettings Settings(ParseResult parsed) => Settings(parsed, parsed.GetValue(_language)!);

    private RuleSettings Settings(ParseResult parsed, string language) => new(language, parsed.GetValue(_mode)!, parsed.GetValue(_files) ?? [])
    {
        Corrections = parsed.GetValue(_corrections),
        Normalizes = parsed.GetValue(_normalizes),
    };
}
