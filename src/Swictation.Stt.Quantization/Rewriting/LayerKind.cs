namespace Swictation.Stt.Quantization;

/// <summary>What a layer does with its weight.</summary>
internal enum LayerKind
{
    /// <summary>A product with a matrix: MatMul, Gemm.</summary>
    Product,

    /// <summary>An LSTM.</summary>
    Recurrent,

    /// <summary>Rows looked up in a table: Gather.</summary>
    Embedding,

    /// <summary>A convolution.</summary>
    Convolution,
}
