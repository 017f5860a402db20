using Swictation.Stt.Onnx;

namespace Swictation.Stt.Vad;

/// <summary>Says how a voice activity model is loaded. Immutable.</summary>
public sealed record SileroVadOptions
{
    /// <summary>Gets the number of threads that one run may use.</summary>
    /// <value>The default is 1: a window is too small to share out. From 0 (as many as there are physical cores) to 1024.</value>
    public int Threads { get; init; } = 1;

    /// <summary>Gets where the graphs that ONNX Runtime rewrites for this machine are kept, so that the next load is faster.</summary>
    /// <value>The default is <see langword="null"/>: nowhere, since a library does not write to a disk unasked. See <see cref="GraphCache.OpenDefault()"/>.</value>
    public GraphCache? GraphCache { get; init; }

    /// <summary>Gets the model's name in <see cref="SileroVadInfo.Name"/>.</summary>
    /// <value>The default is <see langword="null"/>: the name of its file.</value>
    public string? Name { get; init; }

    /// <summary>Throws where a value is out of range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names it.</exception>
    public void Validate()
    {
        if (Threads is < 0 or > 1024)
            throw new ArgumentOutOfRangeException(nameof(Threads), Threads, "The number of threads must be from 0 (automatic) to 1024.");
    }
}
