namespace Swictation.Stt.TestSupport;

/// <summary>
/// An engine that hears given words at given places. Its audio says where it is: each sample is its own position over 2^24, so that any
/// part of up to 17 minutes of <see cref="Audio"/> is known by its first sample, also where the audio passed a segmenter or was cut.
/// </summary>
/// <remarks>Safe for concurrent use. Hypotheses depend on the audio alone: on its place and its length.</remarks>
public sealed class ScriptedEngine(params IReadOnlyList<ScriptedWord> words) : ISttEngine
{
    /// <summary>The sample rate in Hz.</summary>
    public const int SampleRate = 16000;

    private const float Scale = 1 << 24;

    private int _calls;
    private volatile bool _disposed;

    /// <summary>Gets how much of the end of a hypothesis is uncertain: words that end within it may come out otherwise. Zero: none.</summary>
    public TimeSpan Uncertain { get; init; }

    /// <summary>Gets the word that is heard for an uncertain one, by the word and where the audio ends; the default depends on both.</summary>
    public Func<string, long, string> Mishear { get; init; } = static (word, end) =>
        ((end / 160 * 7919) ^ word.Length) % 3 == 0 ? word : $"{word}{end}";

    /// <summary>Gets a value indicating whether words have times, rather than the text alone.</summary>
    public bool HasTimes { get; init; } = true;

    /// <summary>Gets what is done before each call is answered: count, throw, wait, cancel.</summary>
    public Action<ScriptedCall>? OnCall { get; init; }

    /// <summary>Gets the number of calls.</summary>
    public int Calls => _calls;

    /// <summary>Gets a value indicating whether the engine was disposed.</summary>
    public bool IsDisposed => _disposed;

    /// <inheritdoc/>
    public SttEngineInfo Info => new()
    {
        ModelId = "scripted",
        Kind = "script",
        Layout = "none",
        Precision = "float",
        Languages = ["en"],
        Capabilities = HasTimes ? SttCapabilities.WordTimes | SttCapabilities.Confidence : SttCapabilities.Confidence,
        SampleRate = SampleRate,
        VocabularySize = words.Count,
        Window = TimeSpan.FromSeconds(30),
        TimeResolution = TimeSpan.FromMilliseconds(10),
        Provider = "CPU",
        ProviderReason = "It needs none.",
    };

    /// <summary>Converts seconds to samples.</summary>
    public static long Samples(double seconds) => (long)Math.Round(seconds * SampleRate);

    /// <summary>Makes audio that says where it is.</summary>
    public static float[] Audio(double seconds)
    {
        var samples = new float[Samples(seconds)];
        for (int i = 0; i < samples.Length; i++)
            samples[i] = i / Scale;
        return samples;
    }

    /// <inheritdoc/>
    public Transcription Transcribe(ReadOnlySpan<float> audio, TranscribeOptions? options = null, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        foreach (float sample in audio)
        {
            if (!float.IsFinite(sample))
                throw new ArgumentException("A sample is not a number.", nameof(audio));
        }

        options ??= TranscribeOptions.Default;
        options.Validate();
        cancellationToken.ThrowIfCancellationRequested();
        if (audio.IsEmpty)
            return Transcription.Empty(TimeSpan.Zero);
        var call = new ScriptedCall(Interlocked.Increment(ref _calls), (long)(audio[0] * Scale), audio.Length, cancellationToken);
        OnCall?.Invoke(call);
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(_disposed, this);
        var heard = Transcription.FromWords([.. Hear(call)], Time(call.Length), options.SegmentGap, "en");
        return HasTimes ? heard : heard with { Segments = [] };
    }

    /// <inheritdoc/>
    public IReadOnlyList<Transcription> Transcribe(
        IReadOnlyList<ReadOnlyMemory<float>> audio, TranscribeOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(audio);
        return [.. audio.Select(recording => Transcribe(recording.Span, options, cancellationToken))];
    }

    /// <inheritdoc/>
    public Transcription Transcribe(ISampleSource audio, TranscribeOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(audio);
        var samples = new List<float>();
        var block = new float[1600];
        for (int read = audio.Read(block); read > 0; read = audio.Read(block))
            samples.AddRange(block.AsSpan(0, read));
        return Transcribe(samples.ToArray().AsSpan(), options, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _disposed = true;

    /// <summary>The words that lie at least half in the audio, cut to it.</summary>
    private IEnumerable<TranscriptionWord> Hear(ScriptedCall call)
    {
        foreach (ScriptedWord word in words)
        {
            long middle = (word.Start + word.End) / 2;
            if (middle < call.Start || middle >= call.End)
                continue;
            bool isUncertain = word.End > call.End - Samples(Uncertain.TotalSeconds);
            yield return new TranscriptionWord
            {
                Text = isUncertain ? Mishear(word.Text, call.End) : word.Text,
                Start = Time(Math.Max(word.Start, call.Start) - call.Start),
                End = Time(Math.Min(word.End, call.End) - call.Start),
                Confidence = 0.5f,
                Tokens = [],
            };
        }
    }

    private static TimeSpan Time(long samples) => TimeSpan.FromTicks(samples * TimeSpan.TicksPerSecond / SampleRate);
}
