namespace Swictation.Stt;

/// <summary>Refuses audio that is not made of numbers: what every engine does before a sample reaches its model.</summary>
public static class AudioGuard
{
    /// <summary>Throws where a sample is NaN or infinite.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="parameter">What the caller calls them.</param>
    /// <param name="recording">Which recording they are, where there are several.</param>
    /// <param name="offset">Where they begin in the recording.</param>
    /// <exception cref="ArgumentException">One is; the message says which.</exception>
    public static void CheckFinite(ReadOnlySpan<float> samples, string parameter, int? recording = null, long offset = 0)
    {
        // All are looked at: no branch, so nothing to predict.
        bool wrong = false;
        foreach (float sample in samples)
            wrong |= !float.IsFinite(sample);
        if (!wrong)
            return;
        int index = 0;
        while (float.IsFinite(samples[index]))
            index++;
        throw new ArgumentException(
            $"{(recording is { } number ? $"Recording {number}" : "The audio")} holds {samples[index]} at index {offset + index}; samples must be finite numbers, nominally in [-1, 1]. Replace it, for instance by 0.",
            parameter);
    }
}
