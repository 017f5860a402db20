using Swictation.Stt.Onnx;

namespace Swictation.Stt.Whisper;

/// <summary>Runs a decoder once as it is loaded: finds files that do not fit together, and prepares ONNX Runtime for the first step.</summary>
internal static class WarmUp
{
    /// <exception cref="ModelLayoutException">The graphs do not take what the model's configuration says.</exception>
    public static void Run(EncoderNetwork encoder, DecoderNetwork decoder, SpecialTokens specials)
    {
        using EncodedAudio silence = encoder.Nothing();
        try
        {
            using DecoderStepper stepper = decoder.CreateStepper();
            stepper.GivesAttention = decoder.AttentionHeads.Count > 0;
            stepper.Begin(silence, [0]);
            stepper.Feed([specials.StartOfTranscript, specials.NoTimestamps], null);
            stepper.Feed([specials.NoTimestamps], null);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new ModelLayoutException(
                $"{decoder.ModelPath} does not fit the other files of its model: {exception.NativeMessage} Get all files from one source.", decoder.ModelPath, exception);
        }
    }
}
