namespace Swictation.Stt;

/// <summary>Describes a loaded model: what it is, what it can do, and where it runs. Immutable.</summary>
public sealed record SttEngineInfo
{
    /// <summary>Gets the name of the model: its directory's name unless the options named it.</summary>
    public required string ModelId { get; init; }

    /// <summary>Gets the kind of model, such as <c>parakeet-tdt</c>, <c>parakeet-rnnt</c>, <c>parakeet-ctc</c> or <c>whisper</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Gets the layout of the model's files, such as <c>onnx-asr</c>, <c>sherpa-onnx</c> or <c>optimum</c>.</summary>
    public required string Layout { get; init; }

    /// <summary>Gets the precision of the weights as far as the file names tell it: <c>float</c>, <c>int8</c>, <c>float16</c>, <c>q4</c> and so on.</summary>
    public required string Precision { get; init; }

    /// <summary>Gets the languages as BCP 47 codes; empty where the model's files do not say.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Gets what the model and its engine can do.</summary>
    public required SttCapabilities Capabilities { get; init; }

    /// <summary>Gets the sample rate that the engine takes, in Hz.</summary>
    public required int SampleRate { get; init; }

    /// <summary>Gets the number of real tokens, without the blank.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>Gets the length of audio that is handed to the model at once; longer audio is windowed and merged by the engine.</summary>
    public required TimeSpan Window { get; init; }

    /// <summary>Gets the resolution of times: the length of one encoder frame.</summary>
    public required TimeSpan TimeResolution { get; init; }

    /// <summary>Gets the execution provider in use, such as <c>CPU</c> or <c>CUDA</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>Gets why that provider was chosen, with what was said of those tried before it.</summary>
    public required string ProviderReason { get; init; }
}
