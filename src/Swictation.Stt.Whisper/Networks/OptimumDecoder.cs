using System.Globalization;
using Swictation.Stt.Onnx;

namespace Swictation.Stt.Whisper;

/// <summary>
/// The decoder of a Hugging Face optimum export: a graph for the first tokens and one for each further token, or both merged into one
/// behind a switch. Inputs and outputs go by the names that optimum gives them.
/// </summary>
internal sealed class OptimumDecoder : DecoderNetwork
{
    private readonly InferenceSession _first;
    private readonly InferenceSession _next;

    /// <summary>Initializes a new instance over loaded graphs.</summary>
    /// <param name="first">The graph for the first tokens, or the merged one; owned from now on.</param>
    /// <param name="next">The graph for further tokens, or <see langword="null"/> where the first is merged; owned from now on.</param>
    /// <param name="shape">The model's sizes.</param>
    /// <param name="alignmentHeads">The heads that follow the audio, or <see langword="null"/> where the model's files do not say.</param>
    public OptimumDecoder(InferenceSession first, InferenceSession? next, DecoderShape shape, IReadOnlyList<AttentionHead>? alignmentHeads)
        : base(shape)
    {
        _first = first;
        _next = next ?? first;
        FirstPorts = new OptimumPorts(_first, shape, readsPast: next is null, givesAudio: true);
        NextPorts = next is null ? FirstPorts : new OptimumPorts(_next, shape, readsPast: true, givesAudio: false);
        if (next is null && FirstPorts.UseCache is null)
            throw DecoderGraph.Unknown(first, "no input use_cache_branch");
        for (int i = 0; i < FirstPorts.Past.Count && next is not null; i++)
            RequireSameType(NextPorts.Past[i]);
        bool hasAttention = _first.Outputs.Any(static node => node.Name == AttentionName(0));
        AttentionHeads = hasAttention ? alignmentHeads ?? LastHalf(shape) : [];
        foreach (AttentionHead head in AttentionHeads)
        {
            if (head.Layer < 0 || head.Head < 0 || head.Head >= shape.Heads || !_first.Outputs.Any(node => node.Name == AttentionName(head.Layer)))
            {
                throw new ModelLayoutException(
                    $"generation_config.json names head {head.Head} of layer {head.Layer} for aligning words, but {_first.ModelPath} has {shape.Layers} layers of {shape.Heads} heads. Get all files from one source.",
                    _first.ModelPath);
            }
        }
    }

    public override string ModelPath => _first.ModelPath;

    public override IReadOnlyList<AttentionHead> AttentionHeads { get; }

    public OptimumPorts FirstPorts { get; }

    public OptimumPorts NextPorts { get; }

    public static string AttentionName(int layer) => string.Create(CultureInfo.InvariantCulture, $"cross_attentions.{layer}");

    public override DecoderStepper CreateStepper() => new OptimumStepper(this);

    public override void Dispose()
    {
        _first.Dispose();
        _next.Dispose();
    }

    /// <summary>The heads of the last half of the layers: openai/whisper's choice where none is named.</summary>
    private static List<AttentionHead> LastHalf(DecoderShape shape)
    {
        var heads = new List<AttentionHead>();
        for (int layer = shape.Layers / 2; layer < shape.Layers; layer++)
        {
            for (int head = 0; head < shape.Heads; head++)
                heads.Add(new AttentionHead(layer, head));
        }

        return heads;
    }

    private void RequireSameType(NodeMetadata past)
    {
        NodeMetadata? present = _first.Outputs.FirstOrDefault(node => node.Name == OptimumPorts.PresentOf(past.Name));
        if (present?.ElementType != past.ElementType)
        {
            throw new ModelLayoutException(
                $"{_next.ModelPath} takes {past}, but {_first.ModelPath} gives {present?.ToString() ?? "nothing of that name"}: the two decoders are of different exports. Get all files from one source.",
                _next.ModelPath);
        }
    }
}
