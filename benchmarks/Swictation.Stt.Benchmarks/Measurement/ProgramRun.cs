namespace Swictation.Stt.Benchmarks.Measurement;

/// <summary>One run of a program that transcribes, from its start.</summary>
/// <param name="FirstTextMilliseconds">From the start of the process to its first line.</param>
/// <param name="LoadMilliseconds">What the program took to load its engine, where it tells.</param>
/// <param name="TranscribeMilliseconds">What the program took for the first file, where it tells.</param>
/// <param name="ProcessorMilliseconds">The processor time that it used until its first line, where it tells.</param>
/// <param name="PeakBytes">The most memory that it held.</param>
/// <param name="Texts">The lines that it printed.</param>
internal sealed record ProgramRun(
    double FirstTextMilliseconds, double? LoadMilliseconds, double? TranscribeMilliseconds, double? ProcessorMilliseconds, long PeakBytes,
    IReadOnlyList<string> Texts)
{
    /// <summary>Gets the rest: the start of the process and of its runtime.</summary>
    public double? RuntimeMilliseconds => FirstTextMilliseconds - LoadMilliseconds - TranscribeMilliseconds;
}
