namespace Swictation.Stt.Quantization;

/// <summary>The names of a graph and of those around it.</summary>
internal sealed class GraphScope
{
    private readonly Dictionary<string, MessagePart> _definitions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _inputs;
    private readonly GraphScope? _outer;

    public GraphScope(OnnxGraph graph, GraphScope? outer = null)
    {
        Graph = graph;
        _outer = outer;
        _inputs = new HashSet<string>(graph.Inputs, StringComparer.Ordinal);
        foreach (OnnxTensor tensor in graph.Initializers)
            _definitions[tensor.Name] = tensor;
        foreach (OnnxNode node in graph.Nodes)
        {
            foreach (string output in node.Outputs)
                _definitions[output] = node;
        }

        Inner = [.. graph.Nodes.SelectMany(static node => node.Subgraphs).Select(inner => new GraphScope(inner, this))];
    }

    public OnnxGraph Graph { get; }

    /// <summary>Gets the scopes of the graphs inside, in order.</summary>
    public IReadOnlyList<GraphScope> Inner { get; }

    public IEnumerable<GraphScope> WithInner() => Inner.SelectMany(static scope => scope.WithInner()).Prepend(this);

    /// <summary>Finds what gives a value: an initializer or a node; null for an input of a graph.</summary>
    public (GraphScope Scope, MessagePart? Definition) Find(string name)
    {
        for (GraphScope? scope = this; scope is not null; scope = scope._outer)
        {
            if (scope._definitions.TryGetValue(name, out MessagePart? definition))
                return (scope, definition);
            if (scope._inputs.Contains(name))
                return (scope, null);
        }

        return (this, null);
    }

    /// <summary>Gets whether a value is an input of this very graph.</summary>
    public bool IsInput(string name) => _inputs.Contains(name);

    /// <summary>Gets whether a value is known here.</summary>
    public bool Knows(string name) =>
        _definitions.ContainsKey(name) || _inputs.Contains(name) || Graph.OtherNames.Contains(name) || _outer?.Knows(name) == true;
}
