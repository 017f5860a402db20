namespace Swictation.Stt.Formats;

/// <summary>One subtitle.</summary>
/// <param name="Start">When it appears.</param>
/// <param name="End">When it goes.</param>
/// <param name="Lines">Its lines.</param>
internal sealed record SubtitleCue(TimeSpan Start, TimeSpan End, IReadOnlyList<string> Lines);
