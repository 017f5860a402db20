using System.Globalization;
using Swictation.Stt.Onnx;

namespace Swictation.Stt.Whisper;

/// <summary>The inputs and outputs of an optimum decoder graph, found by name and checked. Immutable.</summary>
internal sealed class OptimumPorts
{
    private const string PastPrefix = "past_key_values.";
    private const string PresentPrefix = "present.";

    public OptimumPorts(InferenceSession session, DecoderShape shape, bool readsPast, bool givesAudio)
    {
        Session = session;
        Tokens = RequireInput("input_ids");
        Logits = RequireOutput("logits");
        DecoderGraph.CheckTypes(session, Tokens, Logits);
        Hidden = FindInput("encoder_hidden_states");
        if (givesAudio && Hidden is null)
            throw DecoderGraph.Unknown(session, "no input encoder_hidden_states");
        UseCache = FindInput("use_cache_branch");
        CachePosition = FindInput("cache_position");
        var past = new List<NodeMetadata>();
        foreach (string name in CacheNames(shape.Layers, "decoder"))
            past.Add(readsPast ? RequireNumber(RequireInput(PastPrefix + name)) : RequireNumber(RequireOutput(PresentPrefix + name)));
        var audio = new List<NodeMetadata>();
        foreach (string name in CacheNames(shape.Layers, "encoder"))
        {
            audio.Add(readsPast ? RequireNumber(RequireInput(PastPrefix + name)) : RequireNumber(RequireOutput(PresentPrefix + name)));
            if (givesAudio)
                RequireOutput(PresentPrefix + name);
        }

        foreach (string name in CacheNames(shape.Layers, "decoder"))
            RequireOutput(PresentPrefix + name);
        ReadsPast = readsPast;
        PastNames = [.. CacheNames(shape.Layers, "decoder").Select(static name => PastPrefix + name)];
        PresentNames = [.. CacheNames(shape.Layers, "decoder").Select(static name => PresentPrefix + name)];
        PastAudioNames = [.. CacheNames(shape.Layers, "encoder").Select(static name => PastPrefix + name)];
        PresentAudioNames = [.. CacheNames(shape.Layers, "encoder").Select(static name => PresentPrefix + name)];
        Past = past;
        PastAudio = audio;
        RequireNothingElse();
    }

    public InferenceSession Session { get; }

    public NodeMetadata Tokens { get; }

    public NodeMetadata Logits { get; }

    /// <summary>Gets the input of the encoder's hidden states, or null where the graph needs them no more.</summary>
    public NodeMetadata? Hidden { get; }

    /// <summary>Gets the switch of a merged graph: whether there are caches.</summary>
    public NodeMetadata? UseCache { get; }

    /// <summary>Gets the input of the tokens' positions, which later exports have.</summary>
    public NodeMetadata? CachePosition { get; }

    /// <summary>Gets whether the graph takes caches.</summary>
    public bool ReadsPast { get; }

    /// <summary>Gets the caches of self-attention: each layer's keys, then its values. Outputs where the graph takes none.</summary>
    public IReadOnlyList<NodeMetadata> Past { get; }

    /// <summary>Gets the caches of cross-attention, likewise.</summary>
    public IReadOnlyList<NodeMetadata> PastAudio { get; }

    public string[] PastNames { get; }

    public string[] PresentNames { get; }

    public string[] PastAudioNames { get; }

    public string[] PresentAudioNames { get; }

    /// <summary>Gets the name of the output that becomes an input in the next run.</summary>
    public static string PresentOf(string past) => string.Concat(PresentPrefix, past.AsSpan(PastPrefix.Length));

    private static IEnumerable<string> CacheNames(int layers, string side)
    {
        for (int layer = 0; layer < layers; layer++)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{layer}.{side}.key");
            yield return string.Create(CultureInfo.InvariantCulture, $"{layer}.{side}.value");
        }
    }

    private NodeMetadata? FindInput(string name) => Session.Inputs.FirstOrDefault(node => node.Name == name);

    private NodeMetadata RequireInput(string name) => FindInput(name) ?? throw DecoderGraph.Unknown(Session, $"no input {name}");

    private NodeMetadata RequireOutput(string name) =>
        Session.Outputs.FirstOrDefault(node => node.Name == name) ?? throw DecoderGraph.Unknown(Session, $"no output {name}");

    private NodeMetadata RequireNumber(NodeMetadata node) =>
        DecoderGraph.IsNumber(node) ? node : throw DecoderGraph.Unknown(Session, $"{node}, where numbers of 32 or 16 bits were expected");

    private void RequireNothingElse()
    {
        int known = 1 + (Hidden is null ? 0 : 1) + (UseCache is null ? 0 : 1) + (CachePosition is null ? 0 : 1) + (ReadsPast ? PastNames.Length + PastAudioNames.Length : 0);
        if (Session.Inputs.Count != known)
        {
            throw DecoderGraph.Unknown(
                Session, $"{Session.Inputs.Count} inputs where {known} were expected for {PastNames.Length / 2} layers: [{string.Join("; ", Session.Inputs.Select(static node => node.Name))}]");
        }
    }
}
