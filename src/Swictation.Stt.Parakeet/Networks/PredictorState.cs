namespace Swictation.Stt.Parakeet;

/// <summary>The predictor of one utterance: its LSTM state and what it last put out. Starts as zeros, as NeMo's does.</summary>
internal sealed class PredictorState(TransducerShape shape)
{
    /// <summary>Gets the hidden state, [layers, width].</summary>
    public float[] Hidden { get; } = new float[shape.StateLayers * shape.StateDim];

    /// <summary>Gets the cell state, [layers, width].</summary>
    public float[] Cell { get; } = new float[shape.StateLayers * shape.StateDim];

    /// <summary>Gets the predictor's output after the last label, [width]; unused where the joint graph contains the predictor.</summary>
    public float[] Output { get; } = new float[shape.PredictorDim];

    /// <summary>Gets or sets the last label that is not a blank; the blank itself at the start, which primes the predictor.</summary>
    public int Label { get; set; }

    public void Reset(int blank)
    {
        Array.Clear(Hidden);
        Array.Clear(Cell);
        Array.Clear(Output);
        Label = blank;
    }

    public void CopyFrom(PredictorState other)
    {
        other.Hidden.CopyTo(Hidden, 0);
        other.Cell.CopyTo(Cell, 0);
        other.Output.CopyTo(Output, 0);
        Label = other.Label;
    }
}
