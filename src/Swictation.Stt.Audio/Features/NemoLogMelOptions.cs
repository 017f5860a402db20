namespace Swictation.Stt.Audio.Features;

/// <summary>The settings of <see cref="NemoLogMel"/> that differ between NeMo's models.</summary>
public sealed record NemoLogMelOptions
{
    /// <summary>Gets the number of mel filters, 1 to 256.</summary>
    /// <value>128, as parakeet-tdt-0.6b-v2 and -v3 have; many other models have 80. Take it from the model.</value>
    public int MelCount { get; init; } = 128;

    /// <summary>Gets how <see cref="NemoLogMel.Compute"/> and <see cref="NemoLogMel.Normalize"/> normalise.</summary>
    /// <value><see cref="FeatureNormalization.PerFeature"/>.</value>
    public FeatureNormalization Normalization { get; init; } = FeatureNormalization.PerFeature;

    /// <summary>Gets the pre-emphasis coefficient, 0 (none) to below 1.</summary>
    /// <value>0.97, NeMo's default.</value>
    public float PreEmphasis { get; init; } = 0.97f;
}
