using System.Globalization;

namespace Swictation.Stt.Quantization;

/// <summary>Makes names that nothing in a model has: neither a value nor a node, in any of its graphs.</summary>
internal sealed class UniqueNames
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    public UniqueNames(OnnxGraph model)
    {
        foreach (OnnxGraph graph in model.WithSubgraphs())
        {
            _taken.UnionWith(graph.Inputs);
            _taken.UnionWith(graph.Outputs);
            _taken.UnionWith(graph.OtherNames);
            _taken.UnionWith(graph.Initializers.Select(static tensor => tensor.Name));
            foreach (OnnxNode node in graph.Nodes)
            {
                _taken.Add(node.Name);
                _taken.UnionWith(node.Inputs);
                _taken.UnionWith(node.Outputs);
            }
        }
    }

    public string Create(string wanted)
    {
        string name = wanted;
        for (int i = 1; !_taken.Add(name); i++)
            name = wanted + "_" + i.ToString(CultureInfo.InvariantCulture);
        return name;
    }
}
