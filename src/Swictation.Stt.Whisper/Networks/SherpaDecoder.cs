using Swictation.Stt.Onnx;

namespace Swictation.Stt.Whisper;

/// <summary>
/// The decoder of a sherpa-onnx export: one graph with caches of the whole text context, [layers, rows, 448, width], and the number of
/// tokens in them (<c>scripts/whisper/export-onnx.py</c>).
/// </summary>
internal sealed class SherpaDecoder : DecoderNetwork
{
    private const int InputCount = 6;

    private readonly InferenceSession _session;

    /// <summary>Initializes a new instance over a loaded graph.</summary>
    /// <param name="session">The graph; owned from now on.</param>
    /// <param name="shape">The model's sizes.</param>
    /// <param name="heads">The heads whose attention the graph gives, where it does.</param>
    public SherpaDecoder(InferenceSession session, DecoderShape shape, IReadOnlyList<AttentionHead> heads)
        : base(shape)
    {
        _session = session;
        if (session.Inputs.Count != InputCount || session.Outputs.Count < 3
            || !session.Inputs.Skip(1).Take(4).Concat(session.Outputs.Skip(1)).All(static node => DecoderGraph.IsNumber(node))
            || session.Inputs[5].ElementType != TensorElementType.Int64)
        {
            throw new ModelLayoutException(
                $"{session.ModelPath} is not the expected graph: it should take tokens, two caches, keys, values and an offset, but it takes " +
                $"[{string.Join("; ", session.Inputs)}] and gives [{string.Join("; ", session.Outputs)}]. Get the model's files from one source.",
                session.ModelPath);
        }

        DecoderGraph.CheckTypes(session, session.Inputs[0], session.Outputs[0]);
        AttentionHeads = session.Outputs.Count > 3 ? heads : [];
        if (AttentionHeads.Count > 0 && ModelGraph.FixedDimension(session.Outputs[3], 1) is { } given && given != AttentionHeads.Count)
        {
            throw new ModelLayoutException(
                $"{session.ModelPath} gives the attention of {given} heads, but the encoder's metadata names {AttentionHeads.Count}. Get the model's files from one source.", session.ModelPath);
        }
    }

    public override string ModelPath => _session.ModelPath;

    public override IReadOnlyList<AttentionHead> AttentionHeads { get; }

    public override DecoderStepper CreateStepper() => new SherpaStepper(_session, Shape, AttentionHeads.Count);

    public override void Dispose() => _session.Dispose();
}
