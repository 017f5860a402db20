namespace Swictation.Stt.Parakeet;

/// <summary>Says what is wrong with a model's output.</summary>
internal static class ModelOutput
{
    public static ModelIntegrityException NotANumber(int frame) => new(
        $"The model gave scores that are not numbers at encoder frame {frame}. Its weights are damaged, or its precision does not suit the " +
        "execution provider; get the model again or use another precision.",
        string.Empty);
}
