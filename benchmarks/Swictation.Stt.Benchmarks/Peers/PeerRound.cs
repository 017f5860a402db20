namespace Swictation.Stt.Benchmarks.Peers;

/// <summary>One pass over all files.</summary>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="CpuMilliseconds">The processor time that the process used meanwhile.</param>
/// <param name="PeakBytes">The most memory that the process has held so far.</param>
/// <param name="Texts">The texts, in the order of the files.</param>
internal sealed record PeerRound(double Milliseconds, double CpuMilliseconds, long PeakBytes, IReadOnlyList<string> Texts)
{
    /// <summary>Gets the files one by one, where they were measured so.</summary>
    public IReadOnlyList<PeerFile> Files { get; init; } = [];
}
