namespace Swictation.Stt.Quantization;

/// <summary>Removes the weights that nothing reads any more, and what cast or turned them.</summary>
internal static class UnusedConstants
{
    /// <param name="root">The model's graph.</param>
    /// <param name="candidates">What may go: nothing else is touched, used or not.</param>
    public static void Remove(OnnxGraph root, IEnumerable<MessagePart> candidates)
    {
        var left = new HashSet<MessagePart>(candidates);
        int before;
        do
        {
            HashSet<MessagePart> used = FindUsed(new GraphScope(root));
            before = left.Count;
            HashSet<MessagePart> unused = [.. left.Where(candidate => !used.Contains(candidate))];
            foreach (OnnxGraph graph in root.WithSubgraphs())
                graph.Items.RemoveAll(unused.Contains);
            left.ExceptWith(unused);
        }
        while (left.Count < before); // what read only what went may go as well
    }

    private static HashSet<MessagePart> FindUsed(GraphScope root)
    {
        var used = new HashSet<MessagePart>();
        foreach (GraphScope scope in root.WithInner())
        {
            foreach (string name in scope.Graph.Nodes.SelectMany(static node => node.Inputs).Concat(scope.Graph.Outputs))
            {
                if (scope.Find(name).Definition is { } definition)
                    used.Add(definition);
            }
        }

        return used;
    }
}
