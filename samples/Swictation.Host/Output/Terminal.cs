using System.Text;

namespace Swictation.Host.Output;

/// <summary>Standard output for results and standard error for everything else, both UTF-8.</summary>
internal sealed class Terminal : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly Lock _gate = new();

    public Terminal()
        : this(new StreamWriter(OpenOutput(), Utf8, bufferSize: 16384) { NewLine = "\n" }, Console.Error, !Console.IsErrorRedirected)
    {
        HasColor = !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            && Environment.GetEnvironmentVariable("TERM") != "dumb";
    }

    /// <summary>Initializes a new instance over other writers, for tests.</summary>
    public Terminal(TextWriter output, TextWriter error, bool isInteractive)
    {
        Out = output;
        ErrorWriter = error;
        IsInteractive = isInteractive;
    }

    /// <summary>Gets standard output, buffered: see <see cref="Write"/>.</summary>
    public TextWriter Out { get; }

    public TextWriter ErrorWriter { get; }

    /// <summary>Gets whether standard error is a terminal, where progress may be drawn.</summary>
    public bool IsInteractive { get; }

    /// <summary>Gets whether results may be coloured: standard output is a terminal, and <c>NO_COLOR</c> is not set (no-color.org).</summary>
    public bool HasColor { get; }

    /// <summary>Writes a result and makes sure that it is out.</summary>
    /// <exception cref="OutputException">The output was closed or is full.</exception>
    public void Write(Action<TextWriter> write)
    {
        try
        {
            write(Out);
            Out.Flush();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            throw new OutputException($"Standard output cannot be written: {exception.Message} Nothing more will be printed.", exception);
        }
    }

    /// <summary>Writes a line to standard error, with the command's name in front.</summary>
    public void Error(string message)
    {
        lock (_gate)
            ErrorWriter.WriteLine($"swictation: {message}");
    }

    public void Dispose()
    {
        try
        {
            Out.Dispose();
        }
        catch (IOException)
        {
            // What could not be written was reported when it was written.
        }
    }

    private static Stream OpenOutput() => OperatingSystem.IsWindows() ? Console.OpenStandardOutput() : new UnixOutput();
}
