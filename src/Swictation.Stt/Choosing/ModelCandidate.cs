namespace Swictation.Stt;

/// <summary>A model that may be chosen. Immutable.</summary>
public sealed record ModelCandidate
{
    /// <summary>Gets its name, or its directory where no manifest knows it: what <see cref="SttEngine.Load"/> takes.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the engine that runs it; not <see cref="SttEngineKind.Auto"/>.</summary>
    public required SttEngineKind Engine { get; init; }

    /// <summary>Gets the precision of its weights, as in <see cref="Models.ModelEntry.Precision"/>.</summary>
    public string Precision { get; init; } = "float";

    /// <summary>Gets its languages as BCP 47 codes; empty where that is not known.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Gets how much memory it needs in bytes; 0 where that is not known.</summary>
    public long MemoryBytes { get; init; }

    /// <summary>Gets the size of its download in bytes; 0 where there is none.</summary>
    public long DownloadBytes { get; init; }

    /// <summary>Gets its licence, or <see langword="null"/> where it is not known.</summary>
    public string? Licence { get; init; }

    /// <summary>Gets a value indicating whether it is on this machine.</summary>
    public bool IsInstalled { get; init; }

    /// <summary>Gets a value indicating whether it is there to try things out, and for nothing else.</summary>
    public bool IsDemonstration { get; init; }

    /// <summary>Gets its published word error rate in per cent, or <see langword="null"/> where none is known.</summary>
    /// <value>The mean over the English short recordings of the Open ASR leaderboard, whose order other languages follow where they are measured.</value>
    public double? ErrorRate { get; init; }

    /// <summary>Gets how many thousand million operations a second of audio takes, or <see langword="null"/> where that is not known.</summary>
    public double? OperationsPerSecond { get; init; }

    /// <summary>Gets a value indicating whether it translates to English.</summary>
    public bool CanTranslate { get; init; }
}
