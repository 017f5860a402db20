namespace Swictation.Stt.Benchmarks.Suites;

/// <summary>How much audio one run of a benchmark covers.</summary>
public enum AudioScale
{
    /// <summary>One recording of middle length.</summary>
    OneFile,

    /// <summary>All sample recordings.</summary>
    AllFiles,
}
