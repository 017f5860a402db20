using Swictation.Stt.Evaluation;

namespace Swictation.Host.Quantization;

/// <summary>What two models heard in a recording.</summary>
/// <param name="Name">The recording.</param>
/// <param name="Original">What the original heard.</param>
/// <param name="Quantized">What the quantised model heard.</param>
/// <param name="Rates">How far the second is from the first; case and punctuation count.</param>
internal sealed record TextComparison(string Name, string Original, string Quantized, ErrorRates Rates);
