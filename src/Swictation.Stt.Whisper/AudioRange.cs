namespace Swictation.Stt.Whisper;

/// <summary>A part of a recording.</summary>
/// <param name="Start">Where it starts, from the start of the audio; at least 0.</param>
/// <param name="End">Where it ends, after its start; <see langword="null"/> for the end of the audio.</param>
public readonly record struct AudioRange(TimeSpan Start, TimeSpan? End);
