namespace Swictation.Stt.Whisper;

/// <summary>When a decoded window is believed (openai/whisper, <c>transcribe.py</c>). Immutable.</summary>
internal sealed record DecodingThresholds
{
    /// <summary>Gets the compression ratio of the text above which it repeats itself.</summary>
    /// <value>The default is 2.4; <see langword="null"/> does not ask.</value>
    public double? CompressionRatio { get; init; } = 2.4;

    /// <summary>Gets the mean log-probability of the tokens below which they are guesses.</summary>
    /// <value>The default is -1; <see langword="null"/> does not ask.</value>
    public double? LogProbability { get; init; } = -1;

    /// <summary>Gets the probability of no speech above which guesses are silence.</summary>
    /// <value>The default is 0.6; <see langword="null"/> does not ask.</value>
    public double? NoSpeech { get; init; } = 0.6;

    /// <summary>Whether the next temperature should be tried: the text repeats itself or is guessed, and is not silence.</summary>
    public bool NeedsFallback(double compressionRatio, double averageLogProbability, double noSpeechProbability)
    {
        bool isGuess = averageLogProbability < LogProbability;
        bool isSilence = noSpeechProbability > NoSpeech && isGuess;
        return !isSilence && (compressionRatio > CompressionRatio || isGuess);
    }

    /// <summary>Whether a window is silence, and skipped: speech is improbable, and its tokens are not probable enough to say otherwise.</summary>
    public bool IsSilence(double averageLogProbability, double noSpeechProbability) =>
        noSpeechProbability > NoSpeech && !(averageLogProbability > LogProbability);
}
