namespace Swictation.Stt.Benchmarks.Workload;

/// <summary>A sample recording, decoded.</summary>
/// <param name="Path">The file.</param>
/// <param name="Text">What is said, from the table beside the files.</param>
/// <param name="Samples">The samples, mono at 16 kHz.</param>
internal sealed record Recording(string Path, string Text, float[] Samples)
{
    public double Seconds => Samples.Length / 16000.0;
}
