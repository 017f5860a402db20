namespace Swictation.Stt;

/// <summary>Keeps the samples of the utterance under way, in memory that the next one uses again.</summary>
internal sealed class UtteranceAudio
{
    private float[] _samples = [];

    /// <summary>Gets how many samples there are.</summary>
    public int Count { get; private set; }

    /// <summary>Gets the samples; valid until the next call.</summary>
    public ReadOnlySpan<float> Samples => _samples.AsSpan(0, Count);

    public void Append(ReadOnlySpan<float> samples)
    {
        if (Count + samples.Length > _samples.Length)
            Array.Resize(ref _samples, Math.Max(Count + samples.Length, Math.Max(2 * _samples.Length, 1 << 16)));
        samples.CopyTo(_samples.AsSpan(Count));
        Count += samples.Length;
    }

    public void Clear() => Count = 0;
}
