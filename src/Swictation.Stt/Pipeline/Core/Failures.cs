namespace Swictation.Stt;

/// <summary>Tells failures that one can go on after from those that one cannot.</summary>
internal static class Failures
{
    /// <summary>Finds out whether a failure is the business of one utterance, and not of the process or of whoever cancelled.</summary>
    /// <param name="exception">The failure.</param>
    /// <param name="cancellationToken">The caller's token: a cancellation that it did not ask for is a failure like any other.</param>
    public static bool CanGoOnAfter(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        OutOfMemoryException or AccessViolationException => false,
        _ => true,
    };
}
