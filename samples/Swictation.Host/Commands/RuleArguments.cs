using System.CommandLine;
using Swictation.Host.Input;
using Swictation.Stt.Transform;

namespace Swictation.Host.Commands;

/// <summary>The options by which a command chooses the rules that turn what is said into what is written.</summary>
internal sealed class RuleArguments
{
    private readonly Option<string> _language = new("--language", "-l")
    {
        Description = $"The language of the commands: {string.Join(", ", RuleBook.Languages)}.",
        HelpName = "CODE",
        DefaultValueFactory = static _ => "en",
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

    public void AddTo(Command command)
    {
        command.Options.Add(_language);
        command.Options.Add(_mode);
        command.Options.Add(_files);
    }

    /// <summary>Gets whether one of the options was given.</summary>
    public bool IsGiven(System.CommandLine.Parsing.SymbolResult parsed) =>
        parsed.GetResult(_language) is { Implicit: false } || parsed.GetResult(_mode) is { Implicit: false } || parsed.GetResult(_files) is { Implicit: false };

    /// <summary>Gets the choice; nothing is read yet.</summary>
    public RuleSettings Settings(ParseResult parsed) => new(parsed.GetValue(_language)!, parsed.GetValue(_mode)!, parsed.GetValue(_files) ?? []);
}
