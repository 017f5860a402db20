using Swictation.Host.Input;
using Swictation.Host.Output;
using Swictation.Stt.Transform;
using Swictation.Stt.Transform.Corrections;

namespace Swictation.Host.Commands;

/// <summary>Which rules a command was asked to use.</summary>
/// <param name="Language">The language.</param>
/// <param name="Mode">The mode.</param>
/// <param name="Files">Files of rules, in the order in which they are added.</param>
internal sealed record RuleSettings(string Language, string Mode, IReadOnlyList<string> Files)
{
    /// <summary>Gets the file of corrections that are applied first.</summary>
    public string? Corrections { get; init; }

    /// <summary>Gets whether numbers, dates and the like are written as they are written.</summary>
    public bool Normalizes { get; init; }

    /// <summary>Opens the file of corrections, where one was named; its changes are told on standard error.</summary>
    /// <exception cref="UsageException">It cannot be used; the message has the line.</exception>
    public CorrectionFile? OpenCorrections(Terminal terminal)
    {
        if (Corrections is null)
            return null;
        try
        {
            var file = new CorrectionFile(Corrections);
            file.Reloaded += (_, e) => terminal.Error(e.Error?.Message ?? $"{Corrections} has changed and was loaded again.");
            return file;
        }
        catch (CorrectionFileException exception)
        {
            throw new UsageException(exception.Message);
        }
    }

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
