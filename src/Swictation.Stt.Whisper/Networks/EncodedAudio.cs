using Swictation.Stt.Onnx;

namespace Swictation.Stt.Whisper;

/// <summary>
/// What the encoder made of some windows, in native memory: hidden states [windows, frames, width] of an optimum export; keys and values
/// of every decoder layer's cross-attention, each [layers, windows, frames, width], of a sherpa-onnx export.
/// </summary>
/// <param name="values">The tensors; owned.</param>
/// <param name="windows">The number of windows.</param>
internal sealed class EncodedAudio(OrtValue[] values, int windows) : IDisposable
{
    /// <summary>Gets the number of windows.</summary>
    public int Windows { get; } = windows;

    /// <summary>Gets a tensor.</summary>
    public OrtValue this[int index] => values[index];

    public void Dispose()
    {
        foreach (OrtValue value in values)
            value.Dispose();
    }
}
