using System.Numerics.Tensors;
using Swictation.Stt.Onnx;

namespace Swictation.Stt.Whisper;

/// <summary>The encoder: windows of log-mel features in, what the decoder attends to out. Safe for concurrent use.</summary>
internal sealed class EncoderNetwork : IDisposable
{
    private readonly InferenceSession _session;
    private readonly bool _takesHalf;

    /// <summary>Initializes a new instance over a loaded graph.</summary>
    /// <param name="session">The graph; owned from now on.</param>
    /// <param name="outputs">How many outputs the layout has: one of hidden states, or keys and values.</param>
    public EncoderNetwork(InferenceSession session, int outputs)
    {
        _session = session;
        if (session.Inputs.Count != 1 || session.Outputs.Count < outputs || session.Inputs[0].Dimensions.Count != 3)
        {
            throw new ModelLayoutException(
                $"{session.ModelPath} is not the expected graph: it should take features [batch, mels, frames] and give {outputs} output(s), but it takes " +
                $"[{string.Join("; ", session.Inputs)}] and gives [{string.Join("; ", session.Outputs)}]. It may belong to another layout; get the model's files from one source.",
                session.ModelPath);
        }

        _takesHalf = session.Inputs[0].ElementType switch
        {
            TensorElementType.Float => false,
            TensorElementType.Float16 => true,
            _ => throw new ModelLayoutException(
                $"{session.ModelPath} takes {session.Inputs[0]} where features of type Float or Float16 were expected. Get a Whisper export.", session.ModelPath),
        };
        MelCount = ModelGraph.FixedDimension(session.Inputs[0], 1);
        Frames = ModelGraph.FixedDimension(session.Inputs[0], 2);
    }

    public InferenceSession Session => _session;

    /// <summary>Gets the number of mel bins, or null where the graph leaves it free.</summary>
    public int? MelCount { get; }

    /// <summary>Gets the number of feature frames of a window, or null where the graph leaves it free.</summary>
    public int? Frames { get; }

    /// <summary>Encodes windows.</summary>
    /// <param name="features">Normalised log-mel features, [windows, mels, frames].</param>
    /// <param name="windows">The number of windows.</param>
    /// <param name="mels">The number of mel bins.</param>
    /// <param name="run">How to stop it.</param>
    /// <returns>What the decoder attends to; dispose it.</returns>
    public EncodedAudio Run(Memory<float> features, int windows, int mels, RunOptions? run)
    {
        int frames = features.Length / (windows * mels);
        using OrtValue input = _takesHalf ? ToHalf(features.Span, windows, mels, frames) : OrtValue.FromMemory(features, windows, mels, frames);
        var outputs = new OrtValue?[_session.Outputs.Count];
        _session.Run([input], outputs, run);
        return new EncodedAudio(outputs!, windows);
    }

    public void Dispose() => _session.Dispose();

    private static OrtValue ToHalf(ReadOnlySpan<float> features, int windows, int mels, int frames)
    {
        OrtValue value = OrtValue.Create<Half>(windows, mels, frames);
        TensorPrimitives.ConvertToHalf(features, value.Span<Half>());
        return value;
    }
}
