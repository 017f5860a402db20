using System.Globalization;
using Swictation.Host.Output;
using Swictation.Stt;

namespace Swictation.Host.Live;

/// <summary>Prints the events of a pipeline through a view as they come; what goes wrong is a line on standard error.</summary>
internal sealed class EventPrinter(Terminal terminal, IEventView view)
{
    /// <summary>Gets a value indicating whether the audio could not be read to its end.</summary>
    public bool HasSourceFailed { get; private set; }

    /// <summary>Prints all events.</summary>
    /// <exception cref="OutputException">Standard output was closed or is full.</exception>
    public async Task PrintAsync(IAsyncEnumerable<SttEvent> events)
    {
        bool isWritable = true;
        try
        {
            await foreach (SttEvent happening in events)
            {
                Write(view.Show(happening));
                if (happening is FinalEvent final && EngineNotice.Of(final.Transcription) is { } notice)
                    terminal.Error(At(final.Start, notice));
                if (happening is not ErrorEvent error)
                    continue;
                HasSourceFailed |= error.Kind == SttErrorKind.Source;
                terminal.Error(At(error.Start, error.Exception.Message));
            }
        }
        catch (OutputException)
        {
            isWritable = false;
            throw;
        }
        finally
        {
            if (isWritable)
                Write(view.End());
        }
    }

    private static string At(TimeSpan position, string message) =>
        string.Create(CultureInfo.InvariantCulture, $"{position:hh\\:mm\\:ss\\.f}: {TerminalText.Clean(message)}");

    private void Write(string text)
    {
        if (text.Length > 0)
            terminal.Write(writer => writer.Write(text));
    }
}
