namespace Swictation.Stt.Quantization;

/// <summary>Lays a model out as files, and writes them.</summary>
internal sealed class OnnxWriter
{
    private const string ExternalSuffix = ".data";

    private readonly TensorPlacement _placement;
    private readonly Piece _model;

    /// <summary>Initializes a new instance of the <see cref="OnnxWriter"/> class.</summary>
    /// <param name="model">The model.</param>
    /// <param name="fileName">What its file will be called: its external data has the same name and <c>.data</c>.</param>
    /// <param name="needsMicrosoftDomain">Whether it uses operators of ONNX Runtime's own.</param>
    /// <param name="threshold">From which size in bytes on weights go to a file beside it.</param>
    public OnnxWriter(OnnxModel model, string fileName, bool needsMicrosoftDomain, long threshold)
    {
        FileName = fileName;
        _placement = new TensorPlacement(null);
        _model = Lay(model, needsMicrosoftDomain);
        if (_model.Length < threshold)
            return;
        _placement = new TensorPlacement(fileName + ExternalSuffix);
        _model = Lay(model, needsMicrosoftDomain);
    }

    public string FileName { get; }

    /// <summary>Gets the name of the file with external data, or null where there is none.</summary>
    public string? ExternalName => _placement.External.Count > 0 ? FileName + ExternalSuffix : null;

    /// <summary>Gets the length of all files.</summary>
    public long Length => _model.Length + _placement.ExternalLength;

    /// <summary>Writes the files.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="written">Told how many bytes more were written.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public void Write(string folder, Action<long> written, CancellationToken cancellationToken)
    {
        if (ExternalName is { } external)
        {
            WriteFile(Path.Combine(folder, external), writer =>
            {
                foreach ((long offset, Piece data) in _placement.External)
                {
                    writer.WriteZeros(offset - writer.Position);
                    data.Write(writer);
                }
            }, written, cancellationToken);
        }

        WriteFile(Path.Combine(folder, FileName), _model.Write, written, cancellationToken);
    }

    private static void WriteFile(string path, Action<PieceWriter> write, Action<long> written, CancellationToken cancellationToken)
    {
        const int BufferSize = 1 << 20;
        using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferSize);
        write(new PieceWriter(stream, written, cancellationToken));
    }

    private SequencePiece Lay(OnnxModel model, bool needsMicrosoftDomain)
    {
        var parts = new List<Piece> { new BytesPiece(new MessageBuilder().Number(OnnxFields.ModelIrVersion, Math.Max(model.IrVersion, OnnxModel.ConstantInitializers)).ToArray()) };
        parts.AddRange(model.Parts.Select(part => part.ToPiece(_placement)));
        if (needsMicrosoftDomain && !model.Opsets.ContainsKey(OnnxModel.MicrosoftDomain))
        {
            parts.Add(new BytesPiece(new MessageBuilder()
                .Message(OnnxFields.ModelOpsetImport, new MessageBuilder().Text(OnnxFields.OpsetDomain, OnnxModel.MicrosoftDomain).Number(OnnxFields.OpsetVersion, 1))
                .ToArray()));
        }

        return new SequencePiece(parts);
    }
}
