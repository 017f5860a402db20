namespace Swictation.Stt.Quantization;

/// <summary>Decides where tensors go: into the model's file, or into one beside it.</summary>
/// <param name="externalFile">The name of the file beside it, or null to put everything into the model's.</param>
internal sealed class TensorPlacement(string? externalFile)
{
    /// <summary>What is smaller stays with its tensor: constants of shapes must, since ONNX Runtime reads them while it loads.</summary>
    private const long LeastExternal = 1024;

    /// <summary>Pages of memory: what is mapped starts at one, as the ONNX project advises for external data.</summary>
    private const long Alignment = 4096;

    private readonly List<(long Offset, Piece Data)> _external = [];

    public long ExternalLength { get; private set; }

    public IReadOnlyList<(long Offset, Piece Data)> External => _external;

    /// <summary>Places a tensor's elements; null says that they stay with the tensor.</summary>
    public ExternalPlace? Place(Piece data)
    {
        if (externalFile is null || data.Length < LeastExternal)
            return null;
        long offset = (ExternalLength + Alignment - 1) / Alignment * Alignment;
        _external.Add((offset, data));
        ExternalLength = offset + data.Length;
        return new ExternalPlace(externalFile, offset, data.Length);
    }
}
