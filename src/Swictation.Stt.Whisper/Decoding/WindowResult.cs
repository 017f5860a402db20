namespace Swictation.Stt.Whisper;

/// <summary>What was recognised in a window. Immutable.</summary>
/// <param name="Tokens">The sampled tokens, without the end of text.</param>
/// <param name="LogProbabilities">The log-probability of each, after the filters.</param>
/// <param name="Text">The text without outer spaces.</param>
/// <param name="AverageLogProbability">The sum of the log-probabilities, that of the end of text included, by the number of tokens and one.</param>
/// <param name="NoSpeechProbability">The probability that there is no speech.</param>
/// <param name="CompressionRatio">How many times the text compresses.</param>
/// <param name="Temperature">The temperature it was sampled at.</param>
internal sealed record WindowResult(
    int[] Tokens, float[] LogProbabilities, string Text, double AverageLogProbability, float NoSpeechProbability, double CompressionRatio, float Temperature);
