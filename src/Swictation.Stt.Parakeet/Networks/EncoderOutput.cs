namespace Swictation.Stt.Parakeet;

/// <summary>Encoder frames (or CTC scores) of a batch: [batch, room, width], each frame contiguous.</summary>
/// <param name="Values">The values; there may be room left after them.</param>
/// <param name="Room">The number of frames that there is room for in each utterance.</param>
/// <param name="Width">The width of a frame.</param>
/// <param name="Valid">The number of valid frames of each utterance; nothing past them is ever decoded.</param>
internal sealed record EncoderOutput(float[] Values, int Room, int Width, int[] Valid)
{
    public ReadOnlyMemory<float> Frames(int index) => Values.AsMemory(index * Room * Width, Valid[index] * Width);
}
