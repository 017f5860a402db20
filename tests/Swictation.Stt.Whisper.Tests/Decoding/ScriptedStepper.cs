using Swictation.Stt.Onnx;

namespace Swictation.Stt.Whisper.Tests;

/// <summary>A decoder whose logits are a pure function of the tokens that a row was fed.</summary>
internal sealed class ScriptedStepper(int vocabulary, Func<IReadOnlyList<int>, float[]> logits) : DecoderStepper(
    new DecoderShape(1, 1, 1, vocabulary, 448, 1), Node("tokens", TensorElementType.Int64), Node("logits", TensorElementType.Float))
{
    private List<List<int>> _rows = [];

    /// <summary>Gets the tokens that each row was fed.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Fed => _rows;

    public override void CopyAttention(int index, Span<float> destination) => throw new NotSupportedException();

    protected override void BeginRows(EncodedAudio audio, ReadOnlySpan<int> windows, bool all) =>
        _rows = [.. windows.ToArray().Select(static _ => new List<int>())];

    protected override void RunFirst(int count, RunOptions? run) => Run(count);

    protected override void RunNext(RunOptions? run) => Run(1);

    protected override void ReorderCache(ReadOnlySpan<int> sources) =>
        _rows = [.. sources.ToArray().Select(source => new List<int>(_rows[source]))];

    protected override void ReorderAudio(ReadOnlySpan<int> sources)
    {
    }

    private static NodeMetadata Node(string name, TensorElementType type) =>
        new() { Name = name, ElementType = type, Dimensions = [-1, -1], SymbolicDimensions = ["", ""] };

    private void Run(int count)
    {
        ReadOnlySpan<long> tokens = TokenStorage.Span<long>();
        for (int row = 0; row < Rows; row++)
        {
            for (int i = 0; i < count; i++)
            {
                _rows[row].Add((int)tokens[(row * count) + i]);
                logits(_rows[row]).CopyTo(LogitStorage.Span<float>()[(((row * count) + i) * Shape.VocabularySize)..]);
            }
        }
    }
}
