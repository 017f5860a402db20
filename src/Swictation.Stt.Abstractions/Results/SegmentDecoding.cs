namespace Swictation.Stt;

/// <summary>What the search says of the text of the window that a segment is from: by these figures a Whisper model's text is believed or not. Immutable.</summary>
/// <param name="Temperature">The temperature at which the text was found: 0 for the most probable tokens, above for drawn ones.</param>
/// <param name="AverageLogProbability">The mean log-probability of the window's tokens, at most 0.</param>
/// <param name="CompressionRatio">How many times the window's text can be compressed: above 2.4 it repeats itself.</param>
/// <param name="NoSpeechProbability">The probability in [0, 1] that nobody speaks in the window.</param>
public sealed record SegmentDecoding(float Temperature, float AverageLogProbability, float CompressionRatio, float NoSpeechProbability);
