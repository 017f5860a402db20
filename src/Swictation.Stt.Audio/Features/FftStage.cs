namespace Swictation.Stt.Audio.Features;

/// <summary>One pass of a Stockham transform.</summary>
/// <param name="Radix">Inputs per butterfly: 2, 4 or 5.</param>
/// <param name="Groups">Butterfly groups, each with its own twiddle factors: the remaining length divided by the radix.</param>
/// <param name="Stride">Butterflies per group: the product of the radices of the passes before.</param>
/// <param name="TwiddleOffset">Where this pass's twiddle factors start, in numbers.</param>
internal readonly record struct FftStage(int Radix, int Groups, int Stride, int TwiddleOffset);
