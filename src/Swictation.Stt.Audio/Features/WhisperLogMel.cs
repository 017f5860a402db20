namespace Swictation.Stt.Audio.Features;

/// <summary>Computes the log-mel features that OpenAI's Whisper models were trained on.</summary>
/// <remarks>
/// <para>
/// The rules are those of openai/whisper's <c>audio.py</c>: 16 kHz mono, the signal mirrored by 200 samples at each end, a periodic Hann
/// window of 400 samples every 160, a transform of 400, power, Slaney mel filters from 0 to 8000 Hz, log10(max(x, 1e-10)), the last frame
/// dropped, then everything raised to at least the greatest value minus 8, and (x + 4) / 4. N samples give N / 160 frames, rounded down.
/// </para>
/// <para>
/// Features are channel-major, [mels, frames], with a row stride given by the caller. Samples are expected in [-1, 1]; others, NaN
/// included, are computed as they come.
/// </para>
/// <para>
/// Immutable and safe for concurrent use; a steady state allocates nothing. For the vector width see <see cref="NemoLogMel"/>.
/// </para>
/// </remarks>
public sealed class WhisperLogMel
{
    private const int FftSize = 400;
    private readonly LogMelPipeline _pipeline;

    /// <summary>Creates an extractor.</summary>
    /// <param name="options">The settings; 80 mels when null.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="InvalidOperationException">The environment variable SWICTATION_SIMD has an unknown value.</exception>
    public WhisperLogMel(WhisperLogMelOptions? options = null)
        : this(options, SimdSelection.FromEnvironment())
    {
    }

    /// <summary>Creates an extractor of a given vector width, in software where the hardware lacks it.</summary>
    internal WhisperLogMel(WhisperLogMelOptions? options, SimdPath path)
    {
        Options = options ?? new WhisperLogMelOptions();
        _pipeline = new LogMelPipeline(
            new MelFilterBank(Options.MelCount, FftSize, FrameGeometry.SampleRate),
            HannWindow.Periodic(FrameGeometry.WindowLength),
            LogRule.DecimalWithFloor,
            new ReflectRule(),
            path);
    }

    /// <summary>Gets the sample rate that the features are defined for: 16000 Hz.</summary>
    public static int SampleRate => FrameGeometry.SampleRate;

    /// <summary>Gets the hop length: 160 samples, 10 ms.</summary>
    public static int HopLength => FrameGeometry.HopLength;

    /// <summary>Gets the samples of the models' 30 s window: 480000, which are 3000 frames.</summary>
    public static int WindowSamples => 30 * FrameGeometry.SampleRate;

    /// <summary>Gets the settings.</summary>
    public WhisperLogMelOptions Options { get; }

    /// <summary>Gets the number of mels, the rows of the features.</summary>
    public int MelCount => Options.MelCount;

    /// <summary>Gets the mel filters.</summary>
    public MelFilterBank Filters => _pipeline.Filters;

    /// <summary>Gets how many frames are computed at a time on this machine: 16, 8, 4 or 1.</summary>
    public int LaneCount => (int)_pipeline.Path;

    /// <summary>Gets the number of frames of a signal: samples / 160, rounded down.</summary>
    /// <param name="samples">The number of samples, padding included, at least 0.</param>
    /// <returns>The number of frames; 0 for fewer than 160 samples.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="samples"/> is negative.</exception>
    public static int GetFrameCount(int samples)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(samples);
        return (int)LogMelPipeline.GetFrameCount(samples);
    }

    /// <summary>Computes normalised features.</summary>
    /// <param name="samples">The signal, 16 kHz mono.</param>
    /// <param name="destination">
    /// Receives [<see cref="MelCount"/>, frames], mel m's frame t at m * <paramref name="rowStride"/> + t. Elements between rows are left
    /// as they are. Must not overlap <paramref name="samples"/>.
    /// </param>
    /// <param name="rowStride">Elements from one mel to the next, at least the number of frames.</param>
    /// <param name="paddedLength">
    /// The length in samples to which the signal counts as continued by zeros, at least its own length: <see cref="WindowSamples"/> for a
    /// model's input as Hugging Face's extractor prepares it. No padding when null.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The destination, the row stride or the padded length is too small, or the destination overlaps the samples.
    /// </exception>
    public void Compute(ReadOnlySpan<float> samples, Span<float> destination, int rowStride, int? paddedLength = null)
    {
        ComputeRaw(samples, destination, rowStride, paddedLength);
        Normalize(destination, GetFrameCount(paddedLength ?? samples.Length), rowStride);
    }

    /// <summary>Computes features before normalisation: decimal logarithms of mel energies, at least -10.</summary>
    /// <param name="samples">The signal, 16 kHz mono.</param>
    /// <param name="destination">Receives [<see cref="MelCount"/>, frames], as in <see cref="Compute"/>.</param>
    /// <param name="rowStride">Elements from one mel to the next, at least the number of frames.</param>
    /// <param name="paddedLength">The length with padding, as in <see cref="Compute"/>.</param>
    /// <exception cref="ArgumentException">
    /// The destination, the row stride or the padded length is too small, or the destination overlaps the samples.
    /// </exception>
    public void ComputeRaw(ReadOnlySpan<float> samples, Span<float> destination, int rowStride, int? paddedLength = null)
    {
        int length = paddedLength ?? samples.Length;
        if (length < samples.Length)
        {
            throw new ArgumentException(
                $"The padded length is {length}, but there are {samples.Length} samples; it must be at least that.", nameof(paddedLength));
        }

        int frames = GetFrameCount(length);
        FeatureGuard.Features(destination, MelCount, frames, rowStride, nameof(destination));
        FeatureGuard.NoOverlap(samples, destination);

        // Frames that begin in the padding are silent: their mirrored part, 40 samples at most, is padding too.
        long reached = samples.Length + (long)FrameGeometry.Reach;
        int sounding = (int)Math.Min(frames, (reached + FrameGeometry.HopLength - 1) / FrameGeometry.HopLength);
        _pipeline.Compute(new SignalView(samples, 0, length), 0, sounding, destination, rowStride);
        for (int mel = 0; mel < MelCount && sounding < frames; mel++)
            destination.Slice((mel * rowStride) + sounding, frames - sounding).Fill(_pipeline.SilenceValue);
    }

    /// <summary>
    /// Normalises raw features in place: raises them to at least their greatest value minus 8 and replaces x by (x + 4) / 4.
    /// </summary>
    /// <param name="features">[<see cref="MelCount"/>, frames] with the given row stride.</param>
    /// <param name="frames">The frames of each row; the greatest value is taken over these and all mels.</param>
    /// <param name="rowStride">Elements from one mel to the next, at least <paramref name="frames"/>.</param>
    /// <exception cref="ArgumentException">The features or the row stride are too small, or a number is negative.</exception>
    public void Normalize(Span<float> features, int frames, int rowStride)
    {
        FeatureGuard.Features(features, MelCount, frames, rowStride, nameof(features));
        if (frames > 0)
            Normalize(features, frames, rowStride, FindGreatest(features, frames, rowStride));
    }

    /// <summary>
    /// Normalises a part of a longer spectrogram's raw features in place: raises them to at least a given value minus 8 and replaces x by
    /// (x + 4) / 4. With the greatest value of the whole, parts are normalised as the whole is.
    /// </summary>
    /// <param name="features">[<see cref="MelCount"/>, frames] with the given row stride.</param>
    /// <param name="frames">The frames of each row.</param>
    /// <param name="rowStride">Elements from one mel to the next, at least <paramref name="frames"/>.</param>
    /// <param name="greatest">The greatest value of the whole spectrogram, see <see cref="FindGreatest"/>.</param>
    /// <exception cref="ArgumentException">The features or the row stride are too small, or a number is negative.</exception>
    public void Normalize(Span<float> features, int frames, int rowStride, float greatest)
    {
        FeatureGuard.Features(features, MelCount, frames, rowStride, nameof(features));
        for (int mel = 0; mel < MelCount; mel++)
            WhisperRange.Compress(features.Slice(mel * rowStride, frames), greatest);
    }

    /// <summary>Finds the greatest raw feature.</summary>
    /// <param name="features">[<see cref="MelCount"/>, frames] with the given row stride.</param>
    /// <param name="frames">The frames of each row.</param>
    /// <param name="rowStride">Elements from one mel to the next, at least <paramref name="frames"/>.</param>
    /// <returns>The greatest value; negative infinity where there are no frames.</returns>
    /// <exception cref="ArgumentException">The features or the row stride are too small, or a number is negative.</exception>
    public float FindGreatest(ReadOnlySpan<float> features, int frames, int rowStride)
    {
        FeatureGuard.Features(features, MelCount, frames, rowStride, nameof(features));
        float greatest = float.NegativeInfinity;
        for (int mel = 0; mel < MelCount; mel++)
            greatest = WhisperRange.Max(features.Slice(mel * rowStride, frames), greatest);
        return greatest;
    }

    /// <summary>Creates a stream that computes raw features of a signal that arrives piece by piece.</summary>
    /// <returns>A new stream; it shares this extractor's tables and working memory.</returns>
    public StreamingLogMel CreateStreaming() => new(_pipeline);
}
