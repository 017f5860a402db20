using Swictation.Host.Input;
using Swictation.Stt.Transform;

namespace Swictation.Host.Commands;

/// <summary>Which rules a command was asked to use.</summary>
/// <param name="Language">The language.</param>
/// <param name="Mode">The mode.</param>
/// <param name="Files">Files of rules, in the order in which they are added.</param>
internal sealed record RuleSettings(string Language, string Mode, IReadOnlyList<string> Files)
{
    /// <summary>Reads the files and makes the rules ready.</summary>
    /// <exception cref="UsageException">A language, a mode or a file is wrong; the message says what is.</exception>
    public TransformRules Load()
    {
        try
        {
            RuleBook book = RuleBook.For(Language);
            foreach (string file in Files)
                book = book.WithFile(file);
            return book.Compile(Mode);
        }
        catch (RuleFileException exception)
        {
            throw new UsageException(exception.Message);
        }
        catch (ArgumentException exception)
        {
            // What the parameter is called in the library is of no use here.
            throw new UsageException(exception.Message.Split(" (Parameter", StringSplitOptions.None)[0]);
        }
    }
}
