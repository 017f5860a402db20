namespace Swictation.Stt.Vad;

/// <summary>The families of Silero VAD models, told apart by the inputs of their graphs.</summary>
public enum SileroVersion
{
    /// <summary>v4: inputs <c>input</c>, <c>sr</c>, <c>h</c> and <c>c</c>, or <c>x</c>, <c>h</c> and <c>c</c> in sherpa-onnx's export; hears each window alone.</summary>
    V4,

    /// <summary>v5 and v6, and models made after them: inputs <c>input</c>, <c>state</c> and mostly <c>sr</c>; hears a little of the window before too.</summary>
    V5,
}
