namespace Swictation.Stt.Parakeet;

/// <summary>What a step of a stream needs only while it runs; pooled by the engine, so that an idle stream is cheap. Grows to what is asked of it.</summary>
internal sealed class ChunkWorkspace
{
    private float[] _audio = [];

    /// <summary>Gets or sets the array for features.</summary>
    public float[] Features { get; set; } = [];

    /// <summary>Gets or sets the array for encoder frames.</summary>
    public float[] Frames { get; set; } = [];

    /// <summary>Gets the array for the number of feature frames.</summary>
    public long[] Length { get; } = new long[1];

    /// <summary>Gets the tokens that a step settles.</summary>
    public List<DecodedToken> Settled { get; } = new(256);

    /// <summary>Gets the tokens after them, which the next step may hear otherwise.</summary>
    public List<DecodedToken> Volatile { get; } = new(256);

    /// <summary>Copies samples, so that they can be changed.</summary>
    public Span<float> CopyAudio(ReadOnlySpan<float> samples)
    {
        if (_audio.Length < samples.Length)
            _audio = new float[samples.Length];
        samples.CopyTo(_audio);
        return _audio.AsSpan(0, samples.Length);
    }
}
