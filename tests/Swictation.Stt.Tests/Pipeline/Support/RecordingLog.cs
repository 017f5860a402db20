using Microsoft.Extensions.Logging;

namespace Swictation.Stt.Tests.Pipeline;

/// <summary>A log that keeps what it is told.</summary>
internal sealed class RecordingLog(LogLevel least) : ILoggerFactory, ILogger
{
    private readonly List<(LogLevel Level, int Id, string Message)> _entries = [];

    public IReadOnlyList<(LogLevel Level, int Id, string Message)> Entries
    {
        get
        {
            lock (_entries)
                return [.. _entries];
        }
    }

    public ILogger CreateLogger(string categoryName)
    {
        Assert.Equal("Swictation.Stt.SttPipeline", categoryName);
        return this;
    }

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_entries)
            _entries.Add((logLevel, eventId.Id, formatter(state, exception) + exception));
    }

    public void Dispose()
    {
    }
}
