namespace Swictation.Stt.Audio.Features;

/// <summary>How many frames the feature kernels compute at a time; the value is the number of lanes.</summary>
internal enum SimdPath
{
    /// <summary>One frame at a time.</summary>
    Scalar = 1,

    /// <summary>Four frames in vectors of 128 bits.</summary>
    Vector128 = 4,

    /// <summary>Eight frames in vectors of 256 bits.</summary>
    Vector256 = 8,

    /// <summary>Sixteen frames in vectors of 512 bits.</summary>
    Vector512 = 16,
}
