namespace Swictation.Stt.Audio.Features;

/// <summary>How a NeMo model wants its log-mel features normalised.</summary>
public enum FeatureNormalization
{
    /// <summary>Not at all: the model's <c>normalize_type</c> is empty or "NA".</summary>
    None = 0,

    /// <summary>Every mel to zero mean and unit deviation over the frames of the utterance: "per_feature".</summary>
    PerFeature = 1,
}
