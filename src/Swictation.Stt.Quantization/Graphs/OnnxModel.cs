namespace Swictation.Stt.Quantization;

/// <summary>A model's file (<c>ModelProto</c>), read but for its weights.</summary>
internal sealed class OnnxModel : IDisposable
{
    public const string MicrosoftDomain = "com.microsoft";

    /// <summary>The version of the format from which on an initializer need not be an input, and is a mere default where it is one.</summary>
    public const long ConstantInitializers = 4;

    private readonly SourceFile _file;

    public OnnxModel(SourceFile file, IReadOnlyList<MessagePart> parts, OnnxGraph graph, long irVersion, IReadOnlyDictionary<string, long> opsets, ExternalFiles external)
    {
        _file = file;
        Parts = parts;
        Graph = graph;
        IrVersion = irVersion;
        Opsets = opsets;
        External = external;
    }

    public string Path => _file.Path;

    /// <summary>Gets the fields in order but for the version of the format; one of them is <see cref="Graph"/>.</summary>
    public IReadOnlyList<MessagePart> Parts { get; }

    public OnnxGraph Graph { get; }

    public long IrVersion { get; }

    /// <summary>Gets the versions of the operators by domain.</summary>
    public IReadOnlyDictionary<string, long> Opsets { get; }

    public ExternalFiles External { get; }

    /// <summary>Gets the length of the model with the external data that it uses.</summary>
    public long Length => _file.Length + External.Length;

    public void Dispose()
    {
        _file.Dispose();
        External.Dispose();
    }
}
