namespace Swictation.Stt.Parakeet;

/// <summary>Moves LSTM states between one utterance's [layers, width] and a batch's [layers, batch, width].</summary>
internal static class StateLayout
{
    public static void Gather(PredictorState state, int slot, int slots, TransducerShape shape, Span<float> hidden, Span<float> cell)
    {
        int width = shape.StateDim;
        for (int layer = 0; layer < shape.StateLayers; layer++)
        {
            int batched = ((layer * slots) + slot) * width;
            state.Hidden.AsSpan(layer * width, width).CopyTo(hidden[batched..]);
            state.Cell.AsSpan(layer * width, width).CopyTo(cell[batched..]);
        }
    }

    public static void Scatter(PredictorState state, int slot, int slots, TransducerShape shape, ReadOnlySpan<float> hidden, ReadOnlySpan<float> cell)
    {
        int width = shape.StateDim;
        for (int layer = 0; layer < shape.StateLayers; layer++)
        {
            int batched = ((layer * slots) + slot) * width;
            hidden.Slice(batched, width).CopyTo(state.Hidden.AsSpan(layer * width));
            cell.Slice(batched, width).CopyTo(state.Cell.AsSpan(layer * width));
        }
    }
}
