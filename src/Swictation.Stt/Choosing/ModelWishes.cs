using Swictation.Stt.Onnx;

namespace Swictation.Stt;

/// <summary>What is asked of a model that is chosen automatically. Immutable.</summary>
public sealed record ModelWishes
{
    /// <summary>Gets the language that is spoken as a BCP 47 code, or <see langword="null"/> where it is not known.</summary>
    /// <value>The default is <see langword="null"/>: models that know several languages are then preferred to those of one, other things being equal.</value>
    public string? Language { get; init; }

    /// <summary>Gets a value indicating whether speech is to be translated to English.</summary>
    public bool Translate { get; init; }

    /// <summary>Gets a value indicating whether it is to keep up with somebody who speaks.</summary>
    /// <value>The default is <see langword="false"/>: recordings. Live, audio is heard again and again, which takes a faster model.</value>
    public bool IsLive { get; init; }

    /// <summary>Gets the engine that is to run it.</summary>
    /// <value>The default is <see cref="SttEngineKind.Auto"/>: any.</value>
    public SttEngineKind Engine { get; init; }

    /// <summary>Gets the execution providers that will be tried, the best first.</summary>
    /// <value>The default is empty: the processor.</value>
    public IReadOnlyList<ExecutionProvider> Providers { get; init; } = [];

    /// <summary>Gets the number of threads that the model may use.</summary>
    /// <value>The default is 0: as many as there are processors.</value>
    public int Threads { get; init; }

    /// <summary>Gets how much memory is to stay free, in bytes.</summary>
    /// <value>The default is 256 MiB.</value>
    public long KeepFreeBytes { get; init; } = 256L << 20;
}
