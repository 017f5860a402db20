namespace Swictation.Stt.Vad;

/// <summary>What a model takes at one sample rate. Immutable.</summary>
/// <param name="SampleRate">The sample rate in Hz: 8000 or 16000.</param>
/// <param name="WindowLength">The number of new samples that a step takes: 32 ms.</param>
/// <param name="ContextLength">The number of samples before the window that the model hears again with it; 0 for v4.</param>
public readonly record struct SileroVadRate(int SampleRate, int WindowLength, int ContextLength)
{
    /// <summary>Gets the number of samples that the graph takes: context and window.</summary>
    public int InputLength => ContextLength + WindowLength;
}
