namespace Swictation.Stt.Parakeet;

/// <summary>A decoded token placed in the recording, in samples from its start.</summary>
/// <param name="Id">The token's number.</param>
/// <param name="Start">Where it starts.</param>
/// <param name="End">Where it ends.</param>
/// <param name="LogProbability">The natural logarithm of its probability.</param>
/// <param name="Confidence">Its confidence in [0, 1].</param>
internal readonly record struct TimedToken(int Id, long Start, long End, float LogProbability, float Confidence)
{
    /// <summary>Places a token that a decoder emitted.</summary>
    /// <param name="token">The token.</param>
    /// <param name="frameLength">The length of an encoder frame in samples.</param>
    /// <param name="offset">Where the decoder's first frame lies in the recording.</param>
    /// <param name="end">Where the audio ends, which no token reaches beyond.</param>
    public static TimedToken Place(DecodedToken token, int frameLength, long offset, long end)
    {
        long start = offset + ((long)token.Frame * frameLength);
        // RNNT gives no durations, and a TDT token of duration 0 shares its frame: both take the frame where they were heard.
        long tokenEnd = start + (Math.Max(1, token.Duration) * (long)frameLength);
        return new TimedToken(token.Id, Math.Min(start, end), Math.Min(tokenEnd, end), token.LogProbability, token.Confidence);
    }
}
