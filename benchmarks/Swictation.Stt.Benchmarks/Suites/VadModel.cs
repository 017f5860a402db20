namespace Swictation.Stt.Benchmarks.Suites;

/// <summary>The voice activity models that are measured.</summary>
public enum VadModel
{
    /// <summary>The one that comes with the library.</summary>
    Tiny,

    /// <summary>Silero v6.</summary>
    Silero,
}
