using Swictation.Host.Input;
using Swictation.Host.Output;
using Swictation.Stt;

namespace Swictation.Host.Commands;

/// <summary><c>--model auto</c>: chooses a model, and says which and why.</summary>
internal static class AutomaticModel
{
    private static readonly string[] LocaleVariables = ["LC_ALL", "LC_MESSAGES", "LANG"]; // the first that is set counts

    /// <summary>Replaces <c>auto</c> by the model that is chosen.</summary>
    /// <param name="terminal">Receives the reasons, on standard error.</param>
    /// <param name="model">What was asked for.</param>
    /// <param name="options">How it will be loaded.</param>
    /// <param name="recognition">What it will be asked for.</param>
    /// <param name="isLive">Whether somebody speaks.</param>
    /// <returns>The model to load.</returns>
    /// <exception cref="UsageException">No model on this machine suits, or ONNX Runtime is missing.</exception>
    public static string? Resolve(Terminal terminal, string? model, SttEngineOptions options, RecognitionSettings recognition, bool isLive)
    {
        string? asked = model ?? Environment.GetEnvironmentVariable(Stt.Models.ModelLocator.DefaultModelVariable);
        if (!string.Equals(asked, ModelChooser.Auto, StringComparison.OrdinalIgnoreCase))
            return model;
        ModelChoice choice;
        try
        {
            var wishes = new ModelWishes
            {
                Language = recognition.Options.Language ?? FindLanguage(Environment.GetEnvironmentVariable),
                Translate = recognition.Options.Translate,
                IsLive = isLive,
                Engine = options.Engine,
                Threads = options.Threads,
                Providers = [.. options.Providers.Select(static provider => provider.Provider)],
            };
            choice = ModelChooser.ChooseHere(wishes);
            if (choice.Chosen is null && recognition.Options.Language is null && wishes.Language is not null)
                choice = ModelChooser.ChooseHere(wishes with { Language = null }); // that of the system was a guess
        }
        catch (SttException exception)
        {
            throw new UsageException(ExceptionText.Of(exception));
        }

        if (choice.Chosen is null)
            throw new UsageException(string.Join(' ', choice.Reasons));
        foreach (string reason in choice.Reasons)
            terminal.Error(reason);
        return choice.Chosen.Id;
    }

    /// <summary>Finds the language that the system is set to, as POSIX says: de_DE.UTF-8 is German; C is none.</summary>
    internal static string? FindLanguage(Func<string, string?> environment)
    {
        string? locale = LocaleVariables.Select(environment).FirstOrDefault(static value => !string.IsNullOrEmpty(value));
        string language = locale is null ? string.Empty : locale[..(locale.AsSpan().IndexOfAny('.', '_', '@') is var end and >= 0 ? end : locale.Length)];
        return language.Length is 2 or 3 && language.All(char.IsAsciiLetterLower) ? language : null;
    }
}
