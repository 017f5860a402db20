namespace Swictation.Stt.Whisper;

/// <summary>The sizes of a model, as read from its configuration and checked against its graphs.</summary>
/// <param name="Layers">The number of decoder layers.</param>
/// <param name="Heads">The number of attention heads of a decoder layer.</param>
/// <param name="Width">The width of a decoder layer: heads times the size of a head.</param>
/// <param name="VocabularySize">The number of logits of a step.</param>
/// <param name="TextContext">The most tokens that the decoder holds: 448.</param>
/// <param name="AudioContext">The number of encoder frames of a window: 1500.</param>
internal sealed record DecoderShape(int Layers, int Heads, int Width, int VocabularySize, int TextContext, int AudioContext)
{
    /// <summary>Gets the size of an attention head.</summary>
    public int HeadSize => Width / Heads;

    /// <summary>Gets these sizes, or throws where they cannot be those of a decoder.</summary>
    /// <exception cref="ModelLayoutException">The width is not a multiple of the number of heads.</exception>
    public DecoderShape Checked(string source) => Width % Heads == 0 ? this : throw new ModelLayoutException(
        $"{source} says a width of {Width} for {Heads} heads, of which it is no multiple. Get the model's files from one source.", source);
}
