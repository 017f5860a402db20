namespace Swictation.Stt.Audio.Features;

/// <summary>Computes the log-mel features that NVIDIA NeMo's models (Parakeet, Canary, FastConformer) were trained on.</summary>
/// <remarks>
/// <para>
/// The rules are those of NeMo's <c>FilterbankFeatures</c> from version 2.5 on: 16 kHz mono, pre-emphasis over the whole signal, 256 zeros
/// at each end, a symmetric Hann window of 400 samples every 160, a transform of 512, power, Slaney mel filters from 0 to 8000 Hz,
/// ln(x + 2^-24), and per-feature normalisation with n - 1 degrees of freedom and 1e-5 added to the deviation. N samples give N / 160
/// frames, rounded down.
/// </para>
/// <para>
/// Features are channel-major, [mels, frames], with a row stride given by the caller, so that a batch [batch, mels, longest] can be filled
/// item by item. Samples are expected in [-1, 1]; others, NaN included, are computed as they come and spoil only the frames (and, after
/// normalisation, the rows) that they touch.
/// </para>
/// <para>
/// Immutable and safe for concurrent use. Working memory comes from an internal pool: a steady state allocates nothing. The vector width
/// is chosen when the extractor is created, the widest the machine has unless the environment variable <c>SWICTATION_SIMD</c> is 512, 256,
/// 128 or scalar; all widths give the same values.
/// </para>
/// </remarks>
public sealed class NemoLogMel
{
    private const int FftSize = 512;
    private readonly LogMelPipeline _pipeline;

    /// <summary>Creates an extractor.</summary>
    /// <param name="options">The settings; those of parakeet-tdt-0.6b-v2 and -v3 when null.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="InvalidOperationException">The environment variable SWICTATION_SIMD has an unknown value.</exception>
    public NemoLogMel(NemoLogMelOptions? options = null)
        : this(options, SimdSelection.FromEnvironment())
    {
    }

    /// <summary>Creates an extractor of a given vector width, in software where the hardware lacks it.</summary>
    internal NemoLogMel(NemoLogMelOptions? options, SimdPath path)
    {
        Options = options ?? new NemoLogMelOptions();
        if (!(Options.PreEmphasis is >= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), Options.PreEmphasis, "The pre-emphasis coefficient must be at least 0 and below 1.");
        }

        if (!Enum.IsDefined(Options.Normalization))
            throw new ArgumentOutOfRangeException(nameof(options), Options.Normalization, "The normalisation is unknown.");
        _pipeline = new LogMelPipeline(
            new MelFilterBank(Options.MelCount, FftSize, FrameGeometry.SampleRate),
            HannWindow.Symmetric(FrameGeometry.WindowLength),
            LogRule.NaturalWithGuard,
            new PreEmphasisRule(Options.PreEmphasis),
            path);
    }

    /// <summary>Gets the sample rate that the features are defined for: 16000 Hz.</summary>
    public static int SampleRate => FrameGeometry.SampleRate;

    /// <summary>Gets the hop length: 160 samples, 10 ms.</summary>
    public static int HopLength => FrameGeometry.HopLength;

    /// <summary>Gets the settings.</summary>
    public NemoLogMelOptions Options { get; }

    /// <summary>Gets the number of mels, the rows of the features.</summary>
    public int MelCount => Options.MelCount;

    /// <summary>Gets the mel filters.</summary>
    public MelFilterBank Filters => _pipeline.Filters;

    /// <summary>Gets how many frames are computed at a time on this machine: 16, 8, 4 or 1.</summary>
    public int LaneCount => (int)_pipeline.Path;

    /// <summary>Gets the number of frames of a signal: samples / 160, rounded down.</summary>
    /// <param name="samples">The number of samples, at least 0.</param>
    /// <returns>The number of frames; 0 for fewer than 160 samples.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="samples"/> is negative.</exception>
    public static int GetFrameCount(int samples)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(samples);
        return (int)LogMelPipeline.GetFrameCount(samples);
    }

    /// <summary>Computes features and normalises them as <see cref="Options"/> say.</summary>
    /// <param name="samples">The whole utterance, 16 kHz mono.</param>
    /// <param name="destination">
    /// Receives [<see cref="MelCount"/>, frames], mel m's frame t at m * <paramref name="rowStride"/> + t. Elements between rows are left
    /// as they are. Must not overlap <paramref name="samples"/>.
    /// </param>
    /// <param name="rowStride">Elements from one mel to the next, at least the number of frames.</param>
    /// <exception cref="ArgumentException">
    /// The destination or the row stride is too small, or the destination overlaps the samples.
    /// </exception>
    public void Compute(ReadOnlySpan<float> samples, Span<float> destination, int rowStride)
    {
        ComputeRaw(samples, destination, rowStride);
        Normalize(destination, GetFrameCount(samples.Length), rowStride);
    }

    /// <summary>Computes features before normalisation: natural logarithms of mel energies.</summary>
    /// <param name="samples">The whole utterance, 16 kHz mono.</param>
    /// <param name="destination">Receives [<see cref="MelCount"/>, frames], as in <see cref="Compute"/>.</param>
    /// <param name="rowStride">Elements from one mel to the next, at least the number of frames.</param>
    /// <exception cref="ArgumentException">
    /// The destination or the row stride is too small, or the destination overlaps the samples.
    /// </exception>
    public void ComputeRaw(ReadOnlySpan<float> samples, Span<float> destination, int rowStride)
    {
        int frames = GetFrameCount(samples.Length);
        FeatureGuard.Features(destination, MelCount, frames, rowStride, nameof(destination));
        FeatureGuard.NoOverlap(samples, destination);
        _pipeline.Compute(new SignalView(samples), 0, frames, destination, rowStride);
    }

    /// <summary>
    /// Normalises raw features in place as <see cref="Options"/> say; does nothing for <see cref="FeatureNormalization.None"/>.
    /// </summary>
    /// <param name="features">[<see cref="MelCount"/>, frames] with the given row stride.</param>
    /// <param name="frames">The valid frames of each row; the statistics are taken over these. One frame alone becomes zero.</param>
    /// <param name="rowStride">Elements from one mel to the next, at least <paramref name="frames"/>.</param>
    /// <exception cref="ArgumentException">The features or the row stride are too small, or a number is negative.</exception>
    public void Normalize(Span<float> features, int frames, int rowStride)
    {
        FeatureGuard.Features(features, MelCount, frames, rowStride, nameof(features));
        if (Options.Normalization == FeatureNormalization.None || frames == 0)
            return;
        for (int mel = 0; mel < MelCount; mel++)
            PerFeatureNormalizer.Run(features.Slice(mel * rowStride, frames));
    }

    /// <summary>Creates a stream that computes raw features of a signal that arrives piece by piece.</summary>
    /// <returns>A new stream; it shares this extractor's tables and working memory.</returns>
    public StreamingLogMel CreateStreaming() => new(_pipeline);
}
