using System.Globalization;
using System.Numerics.Tensors;
using Swictation.Stt.Vad;

namespace Swictation.Stt;

/// <summary>Transcribes recordings of any length: finds what is spoken, leaves the rest out, and recognises it in batches.</summary>
/// <remarks>
/// <para>Compared with <see cref="ISttEngine.Transcribe(ISampleSource, TranscribeOptions?, CancellationToken)"/>, an engine that invents words on
/// noise does not hear it, silence costs nothing, and what is longer than the engine's window is cut at pauses of the speech, also in noise.
/// A recording without a long silence that fits the window reaches the engine as it is. Where the engine detects languages
/// (<see cref="SttCapabilities.LanguageDetection"/>), a recording is heard in that of its first words: a short piece by itself is easily mistaken.</para>
/// <para>Safe for concurrent use. Memory does not depend on the length of a recording. Engine and detector are not disposed.</para>
/// </remarks>
public sealed class RecordingTranscriber
{
    private const int BlockLength = 16384;

    /// <summary>A piece without a single pause is left to the engine's own overlapping windows, up to this many of them.</summary>
    private const int MostWindows = 8;

    private readonly ISttEngine _engine;
    private readonly Func<IVoiceActivityDetector> _openDetector;
    private readonly SpeechSplitterSettings _settings;

    /// <summary>Initializes a new instance of the <see cref="RecordingTranscriber"/> class.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="detector">The detector; it must take the engine's sample rate.</param>
    /// <param name="options">How speech is found, or <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The detector does not take the engine's sample rate, or an option is out of range.</exception>
    public RecordingTranscriber(ISttEngine engine, SileroVad detector, RecordingOptions? options = null)
        : this(engine, Opener(engine, detector), options)
    {
    }

    internal RecordingTranscriber(ISttEngine engine, Func<IVoiceActivityDetector> openDetector, RecordingOptions? options)
    {
        options ??= new RecordingOptions();
        options.Validate();
        _engine = engine;
        _openDetector = openDetector;
        int longest = Samples(engine.Info.Window);
        _settings = new SpeechSplitterSettings(
            options.Threshold, Math.Max(options.Threshold - 0.15f, 0.01f), Samples(options.MinSilence), Samples(options.Padding), longest, MostWindows * longest);
    }

    /// <summary>Transcribes a recording that is in memory.</summary>
    /// <param name="audio">The samples: finite, mono, at the engine's rate. Empty audio gives an empty transcription.</param>
    /// <param name="options">How to transcribe, or <see langword="null"/> for the defaults. Progress is told in times of the recording.</param>
    /// <param name="cancellationToken">Stops the work, also inside a running model graph.</param>
    /// <returns>What was said.</returns>
    /// <exception cref="ArgumentException">The audio holds NaN or an infinity, or an option is out of range.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The engine or the detector was disposed.</exception>
    public RecordingTranscription Transcribe(ReadOnlySpan<float> audio, TranscribeOptions? options = null, CancellationToken cancellationToken = default)
    {
        CheckFinite(audio, nameof(audio));
        using var job = new RecordingJob(_engine, _openDetector(), _settings, options, cancellationToken);
        job.Add(audio);
        return job.Complete()[0];
    }

    /// <summary>Transcribes several recordings that are in memory; speech of all of them shares batches.</summary>
    /// <param name="audio">The recordings, each as for one. May be empty.</param>
    /// <param name="options">How to transcribe, or <see langword="null"/> for the defaults. Progress is that within each recording.</param>
    /// <param name="cancellationToken">Stops the work, also inside a running model graph.</param>
    /// <returns>What was said in each, in the same order, as one-by-one transcription gives it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="audio"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">A recording holds NaN or an infinity, or an option is out of range.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The engine or the detector was disposed.</exception>
    public IReadOnlyList<RecordingTranscription> Transcribe(
        IReadOnlyList<ReadOnlyMemory<float>> audio, TranscribeOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(audio);
        for (int i = 0; i < audio.Count; i++)
            CheckFinite(audio[i].Span, nameof(audio), recording: i);
        using var job = new RecordingJob(_engine, _openDetector(), _settings, options, cancellationToken);
        foreach (ReadOnlyMemory<float> recording in audio)
            job.Add(recording.Span);
        return job.Complete();
    }

    /// <summary>Transcribes a recording that is read piece by piece.</summary>
    /// <param name="audio">The samples, at the engine's rate, such as an <c>AudioReader</c>. Read to its end, not disposed.</param>
    /// <param name="options">How to transcribe, or <see langword="null"/> for the defaults. Progress is told in times of the recording.</param>
    /// <param name="cancellationToken">Stops the work, also inside a running model graph.</param>
    /// <returns>What was said, equal to that of the same samples in one span.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="audio"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The source has another sample rate, or its audio holds NaN or an infinity, or an option is out of range.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The engine or the detector was disposed.</exception>
    public RecordingTranscription Transcribe(ISampleSource audio, TranscribeOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(audio);
        if (audio.SampleRate != _engine.Info.SampleRate)
            throw new ArgumentException($"The source has {audio.SampleRate} Hz; the engine takes {_engine.Info.SampleRate} Hz. Resample it, for instance with AudioReader.", nameof(audio));
        using var job = new RecordingJob(_engine, _openDetector(), _settings, options, cancellationToken);
        RecordingParts recording = job.Begin();
        var block = new float[BlockLength];
        long position = 0;
        for (int read = audio.Read(block); read > 0; read = audio.Read(block))
        {
            CheckFinite(block.AsSpan(0, read), nameof(audio), offset: position);
            position += read;
            recording.Push(block.AsSpan(0, read));
        }

        recording.Complete();
        return job.Complete()[0];
    }

    private static Func<IVoiceActivityDetector> Opener(ISttEngine engine, SileroVad detector)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(detector);
        int rate = engine.Info.SampleRate;
        if (!detector.Info.Rates.Any(takes => takes.SampleRate == rate))
            throw new ArgumentException($"The detector {detector.Info.Name} takes audio of {string.Join(" or ", detector.Info.Rates.Select(static takes => takes.SampleRate))} Hz, the engine of {rate} Hz.", nameof(detector));
        return () => detector.OpenStream(rate);
    }

    private static void CheckFinite(ReadOnlySpan<float> samples, string parameter, int? recording = null, long offset = 0)
    {
        // The largest magnitude is NaN or infinite exactly where a sample is.
        if (samples.IsEmpty || float.IsFinite(TensorPrimitives.MaxMagnitude(samples)))
            return;
        int index = 0;
        while (float.IsFinite(samples[index]))
            index++;
        throw new ArgumentException(string.Create(
            CultureInfo.InvariantCulture,
            $"{(recording is { } number ? $"Recording {number}" : "The audio")} holds {samples[index]} at index {offset + index}; samples must be finite numbers, nominally in [-1, 1]. Replace it, for instance by 0."), parameter);
    }

    private int Samples(TimeSpan time) => (int)Math.Round(time.TotalSeconds * _engine.Info.SampleRate);
}
