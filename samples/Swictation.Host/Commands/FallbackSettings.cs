using Swictation.Stt;

namespace Swictation.Host.Commands;

/// <summary>The second engine of a hybrid, and when it speaks.</summary>
/// <param name="Model">Its model: a directory or a name.</param>
/// <param name="FinalBy">The engine that makes final texts.</param>
/// <param name="MinConfidence">The confidence of the first below which the second hears the audio, too, or null where it does not matter.</param>
internal sealed record FallbackSettings(string Model, EngineRole FinalBy, float? MinConfidence);
