namespace Swictation.Stt;

/// <summary>Says how a stream works. Immutable. What is <see langword="null"/> is the engine's, or the model's, own.</summary>
public sealed record StreamOptions
{
    /// <summary>Gets the defaults.</summary>
    public static StreamOptions Default { get; } = new();

    /// <summary>Gets confidence, boosted phrases and pauses, as for whole recordings. Progress and batch size mean nothing here.</summary>
    public TranscribeOptions Transcribe { get; init; } = TranscribeOptions.Default;

    /// <summary>Gets how much new audio makes the stream listen again: the cadence of volatile text. Shorter costs more computation.</summary>
    /// <value>The default is <see langword="null"/>: the engine's. Rounded to whole encoder frames. From 80 ms to 10 s.</value>
    public TimeSpan? UpdateInterval { get; init; }

    /// <summary>Gets how much audio must follow a word before the word can become stable.</summary>
    /// <value>The default is <see langword="null"/>: the engine's. Models that look at whole recordings lose words below about 1.6 s. From 0 to 30 s.</value>
    public TimeSpan? RightContext { get; init; }

    /// <summary>Gets how much settled audio is heard again with the new, for context.</summary>
    /// <value>The default is <see langword="null"/>: the engine's. From 0 to 60 s. It costs computation, but no latency.</value>
    public TimeSpan? LeftContext { get; init; }

    /// <summary>Throws where a value is out of range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names it.</exception>
    /// <exception cref="ArgumentException">See <see cref="TranscribeOptions.Validate"/>.</exception>
    public void Validate()
    {
        ArgumentNullException.ThrowIfNull(Transcribe);
        Transcribe.Validate();
        Check(UpdateInterval, TimeSpan.FromMilliseconds(80), TimeSpan.FromSeconds(10), nameof(UpdateInterval));
        Check(RightContext, TimeSpan.Zero, TimeSpan.FromSeconds(30), nameof(RightContext));
        Check(LeftContext, TimeSpan.Zero, TimeSpan.FromSeconds(60), nameof(LeftContext));
    }

    private static void Check(TimeSpan? value, TimeSpan least, TimeSpan most, string name)
    {
        if (value < least || value > most)
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be from {least.TotalSeconds:0.##} s to {most.TotalSeconds:0.##} s.");
    }
}
