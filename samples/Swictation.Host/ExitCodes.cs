namespace Swictation.Host;

/// <summary>What the command tells the shell.</summary>
internal static class ExitCodes
{
    /// <summary>Everything that was asked for was done.</summary>
    public const int Success = 0;

    /// <summary>Something failed: a recording, or an output. What could be done was done.</summary>
    public const int Failure = 1;

    /// <summary>Nothing could be done: a wrong argument, no model, no input.</summary>
    public const int Usage = 2;

    /// <summary>Interrupted with Ctrl+C or a signal (128 + SIGINT, as shells count).</summary>
    public const int Interrupted = 130;
}
