namespace Swictation.Stt.Audio.Features;

/// <summary>How a mel energy becomes a logarithm.</summary>
internal enum LogRule
{
    /// <summary>ln(x + 2^-24), as NeMo does.</summary>
    NaturalWithGuard,

    /// <summary>log10(max(x, 1e-10)), as Whisper does.</summary>
    DecimalWithFloor,
}
