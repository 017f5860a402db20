namespace Swictation.Stt;

/// <summary>Says how the confidence of a token is computed from the probabilities over the vocabulary and the blank.</summary>
public enum ConfidenceMethod
{
    /// <summary>
    /// Tsallis entropy with exponent 0.33 and exponential normalisation: NeMo's default for transducers
    /// (<c>nemo/collections/asr/parts/utils/asr_confidence_utils.py</c>). Tells right from wrong words better than the probability.
    /// </summary>
    TsallisEntropy,

    /// <summary>The probability of the token itself.</summary>
    Probability,
}
