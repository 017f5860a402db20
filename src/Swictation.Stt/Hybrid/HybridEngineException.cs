namespace Swictation.Stt;

/// <summary>Represents that neither of two engines could do what was asked.</summary>
public sealed class HybridEngineException : SttException
{
    /// <summary>Initializes a new instance of the <see cref="HybridEngineException"/> class.</summary>
    /// <param name="primaryError">What the primary threw; the inner exception.</param>
    /// <param name="fallbackError">What the fallback threw.</param>
    /// <exception cref="ArgumentNullException">One is <see langword="null"/>.</exception>
    public HybridEngineException(Exception primaryError, Exception fallbackError)
        : base(Describe(primaryError, fallbackError), primaryError)
    {
        PrimaryError = primaryError;
        FallbackError = fallbackError;
    }

    /// <summary>Gets what the primary threw.</summary>
    public Exception PrimaryError { get; }

    /// <summary>Gets what the fallback threw.</summary>
    public Exception FallbackError { get; }

    private static string Describe(Exception primaryError, Exception fallbackError)
    {
        ArgumentNullException.ThrowIfNull(primaryError);
        ArgumentNullException.ThrowIfNull(fallbackError);
        return $"Neither engine could do it; one of them has to be mended. The primary: {primaryError.Message} The fallback: {fallbackError.Message}";
    }
}
