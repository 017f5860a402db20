namespace Swictation.Stt.Quantization;

/// <summary>One quantisation: the graphs of a model, read, decided on and rewritten, and ready to be written.</summary>
internal sealed class QuantizationWork : IDisposable
{
    private const int MostNearNames = 5;
    private const int LeastOpset = 11; // DynamicQuantizeLinear came with it

    private readonly List<(string Name, OnnxModel Model, List<Layer> Layers)> _graphs = [];
    private readonly QuantizationOptions _options;
    private readonly List<OnnxWriter> _writers = [];

    /// <exception cref="SttException">A graph cannot be read.</exception>
    public QuantizationWork(string root, ModelFolder folder, QuantizationOptions options, CancellationToken cancellationToken)
    {
        Root = root;
        _options = options;
        CancellationToken = cancellationToken;
        try
        {
            foreach (string name in folder.Graphs)
            {
                cancellationToken.ThrowIfCancellationRequested();
                OnnxModel model = OnnxReader.Open(Path.Combine(root, name));
                _graphs.Add((name, model, []));
                _graphs[^1].Layers.AddRange(new LayerFinder(model, options).Find());
            }
        }
        catch
        {
            Dispose();
            throw;
        }

        HashSet<string> external = new(_graphs.SelectMany(static graph => graph.Model.External.Paths).Concat(ExternalOf(folder.OtherGraphs)), StringComparer.Ordinal);
        CopiedFiles = [.. folder.OtherFiles.Where(name => !external.Contains(Path.Combine(root, name)))];
    }

    public string Root { get; }

    public QuantizationFormat Format => _options.Format;

    public CancellationToken CancellationToken { get; }

    /// <summary>Gets the names of the files that go along as they are.</summary>
    public IReadOnlyList<string> CopiedFiles { get; }

    /// <summary>Gets what is to be written, in the order of the graphs.</summary>
    public IReadOnlyList<OnnxWriter> Writers => _writers;

    /// <summary>Gets the size of all that is to be written, in bytes.</summary>
    public long Length { get; private set; }

    /// <summary>Decides what stays, and rewrites the graphs.</summary>
    /// <param name="source">What to call the model in messages.</param>
    /// <param name="fileName">What the only graph will be called, or null to name graphs by the rules of their engines.</param>
    public void Rewrite(string source, string? fileName)
    {
        ApplyExclusions(source);
        RequireWork(source);
        foreach ((string name, OnnxModel model, List<Layer> layers) in _graphs)
        {
            var rewriter = new GraphRewriter(model, _options, layers, CancellationToken);
            rewriter.Rewrite();
            _writers.Add(new OnnxWriter(model, fileName ?? ModelFolder.QuantizedName(name, Format), rewriter.UsesMicrosoftDomain, _options.ExternalDataThreshold));
        }

        Length = _writers.Sum(static writer => writer.Length) + CopiedFiles.Sum(name => new FileInfo(Path.Combine(Root, name)).Length);
    }

    /// <summary>Says what was done; complete once everything was written.</summary>
    public QuantizationResult Describe(string source, string output) => new()
    {
        Source = source,
        Output = output,
        Format = Format,
        CopiedFiles = CopiedFiles,
        Graphs =
        [
            .. _graphs.Zip(_writers, static (graph, writer) => new QuantizedGraph
            {
                Source = graph.Name,
                Name = writer.FileName,
                SourceBytes = graph.Model.Length,
                Bytes = writer.Length,
                Layers = [.. graph.Layers.Select(Describe)],
            }),
        ],
    };

    public void Dispose()
    {
        foreach ((_, OnnxModel model, _) in _graphs)
            model.Dispose();
    }

    private static QuantizedLayer Describe(Layer layer) => new()
    {
        Name = layer.Node.Label,
        Operator = layer.Node.OpType,
        Weight = layer.WeightName,
        Elements = layer.Elements,
        SourceBytes = layer.SourceBytes,
        Bytes = layer.KeptBecause is null ? layer.QuantizedBytes : layer.SourceBytes,
        SignalToNoise = layer.Errors.Min(static error => error.SignalToNoise),
        KeptBecause = layer.KeptBecause,
    };

    /// <summary>Lists the external data of graphs that are left behind.</summary>
    private IEnumerable<string> ExternalOf(IEnumerable<string> graphs)
    {
        foreach (string name in graphs)
        {
            string[] paths;
            try
            {
                using OnnxModel model = OnnxReader.Open(Path.Combine(Root, name));
                paths = [.. model.External.Paths];
            }
            catch (SttException)
            {
                continue; // what is not wanted need not be whole
            }

            foreach (string path in paths)
                yield return path;
        }
    }

    private void ApplyExclusions(string source)
    {
        foreach (LayerPattern pattern in _options.Exclude.Select(static text => new LayerPattern(text)))
        {
            bool isUsed = false;
            foreach ((string name, _, List<Layer> layers) in _graphs)
            {
                bool isWhole = pattern.Matches(name) || pattern.Matches(Path.GetFileName(name));
                foreach (Layer layer in layers.Where(layer => isWhole || layer.Names.Any(pattern.Matches)))
                {
                    layer.KeptBecause ??= $"excluded by {pattern.Text}";
                    isUsed = true;
                }
            }

            if (!isUsed)
            {
                string near = string.Join(", ", NearNames.Find(pattern.Text, _graphs.SelectMany(static graph => graph.Layers.SelectMany(static layer => layer.Names).Append(graph.Name)), MostNearNames));
                throw new ArgumentException($"The pattern \"{pattern.Text}\" matches no layer, weight or file of {source}. Names near to it: {(near.Length == 0 ? "none" : near)}.");
            }
        }
    }

    private void RequireWork(string source)
    {
        Layer[] layers = [.. _graphs.SelectMany(static graph => graph.Layers)];
        if (Array.TrueForAll(layers, static layer => layer.KeptBecause is not null))
        {
            string[] reasons = [.. layers.GroupBy(static layer => layer.KeptBecause!).OrderByDescending(static group => group.Count()).Select(static group => $"{group.Count()} × {group.Key}")];
            string why = reasons.Length == 0 ? "It has no products with constant weights." : $"Its layers: {string.Join("; ", reasons)}.";
            if (layers.Any(static layer => layer.KeptBecause!.StartsWith("computes in", StringComparison.Ordinal)))
                throw new ModelLayoutException($"{source} computes in 16 or 64 bits, and only 32-bit graphs are quantised. {why} Get the 32-bit export.", source);
            throw new QuantizationException($"Nothing in {source} is worth quantising. {why}", source);
        }

        foreach ((_, OnnxModel model, List<Layer> own) in _graphs)
        {
            long version = model.Opsets.GetValueOrDefault(OnnxNode.DefaultDomain);
            if (version < LeastOpset && own.Exists(static layer => layer.KeptBecause is null))
                throw new ModelLayoutException($"{model.Path} uses version {version} of ONNX's operators; quantised ones take {LeastOpset} or newer. Export the model anew.", model.Path);
        }
    }
}
