namespace Swictation.Stt.Vad.Tests;

/// <summary>Writes down what a segmenter says.</summary>
internal sealed class RecordingSink : ISpeechSink
{
    private readonly List<float> _audio = [];
    private Heard? _open;

    public List<Heard> Utterances { get; } = [];

    /// <summary>Gets the calls in words, with a hash of the samples.</summary>
    public List<string> Calls { get; } = [];

    public bool IsOpen => _open is not null;

    public Action? OnCall { get; set; }

    public void SpeechStarted(long position, long audioStart)
    {
        Assert.Null(_open);
        Calls.Add($"start {position} {audioStart}");
        _open = new Heard(position, audioStart, 0, default, []);
        _audio.Clear();
        OnCall?.Invoke();
    }

    public void Speech(ReadOnlySpan<float> samples)
    {
        Assert.NotNull(_open);
        Assert.False(samples.IsEmpty);
        var hash = new HashCode();
        hash.AddBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(samples));
        Calls.Add($"speech {samples.Length} {hash.ToHashCode()}");
        _audio.AddRange(samples);
        OnCall?.Invoke();
    }

    public void SpeechEnded(long position, SpeechEndReason reason)
    {
        Assert.NotNull(_open);
        Calls.Add($"end {position} {reason}");
        Utterances.Add(_open with { End = position, Reason = reason, Audio = [.. _audio] });
        _open = null;
        OnCall?.Invoke();
    }

    /// <summary>An utterance as the sink has heard it.</summary>
    /// <param name="Position">Where the first sound was found.</param>
    /// <param name="Start">Where the audio starts.</param>
    /// <param name="End">Where it ends.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Audio">All samples that were given, also those beyond the end.</param>
    internal sealed record Heard(long Position, long Start, long End, SpeechEndReason Reason, float[] Audio);
}
