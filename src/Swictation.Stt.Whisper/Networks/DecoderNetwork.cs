namespace Swictation.Stt.Whisper;

/// <summary>The decoder of a model in some layout: makes the steppers that run it. Safe for concurrent use.</summary>
internal abstract class DecoderNetwork(DecoderShape shape) : IDisposable
{
    /// <summary>Gets the model's sizes.</summary>
    public DecoderShape Shape { get; } = shape;

    /// <summary>Gets the path of the graph, for messages.</summary>
    public abstract string ModelPath { get; }

    /// <summary>Gets the heads whose cross-attention the graph gives, in the graph's order; empty where it gives none.</summary>
    public abstract IReadOnlyList<AttentionHead> AttentionHeads { get; }

    /// <summary>Makes a stepper, with caches of its own.</summary>
    public abstract DecoderStepper CreateStepper();

    /// <inheritdoc/>
    public abstract void Dispose();
}
