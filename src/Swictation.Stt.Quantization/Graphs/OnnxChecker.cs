namespace Swictation.Stt.Quantization;

/// <summary>Reads a model that was written back, and checks what must hold of every graph.</summary>
internal static class OnnxChecker
{
    /// <exception cref="ModelIntegrityException">It does not hold; the message says what.</exception>
    public static void Check(string path)
    {
        using OnnxModel model = OnnxReader.Open(path);
        foreach (GraphScope scope in new GraphScope(model.Graph).WithInner())
        {
            RequireUnique(path, scope.Graph);
            foreach (OnnxNode node in scope.Graph.Nodes)
            {
                if (!model.Opsets.ContainsKey(node.Domain))
                    throw Wrong(path, $"the node {node.Label} is of the domain \"{node.Domain}\", which is not imported");
            }

            foreach (string name in scope.Graph.Nodes.SelectMany(static node => node.Inputs).Concat(scope.Graph.Outputs))
            {
                if (name.Length > 0 && !scope.Knows(name))
                    throw Wrong(path, $"nothing gives the value {name} that is read");
            }
        }
    }

    private static void RequireUnique(string path, OnnxGraph graph)
    {
        var defined = new HashSet<string>(StringComparer.Ordinal);
        foreach (string name in graph.Nodes.SelectMany(static node => node.Outputs).Concat(graph.Initializers.Select(static tensor => tensor.Name)))
        {
            if (name.Length > 0 && !defined.Add(name))
                throw Wrong(path, $"the value {name} is given twice");
        }
    }

    private static ModelIntegrityException Wrong(string path, string why) => new($"The quantised model {path} is wrong: {why}. The original, which is untouched, has the same fault, or the quantiser made it: see whether the original loads.", path);
}
