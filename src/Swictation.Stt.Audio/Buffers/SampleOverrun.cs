namespace Swictation.Stt.Audio;

/// <summary>Represents samples that were lost because the reader did not keep up.</summary>
/// <param name="Position">
/// The position of the first lost sample among all samples that the writer was given, lost ones included: divided by the rate it is the
/// time at which the gap begins.
/// </param>
/// <param name="Count">How many samples in a row were lost; at least 1.</param>
/// <param name="ReadPosition">The position of the gap among the samples that can be read: it comes before the read sample of that index.</param>
public readonly record struct SampleOverrun(long Position, long Count, long ReadPosition);
