namespace Swictation.Stt.Parakeet;

/// <summary>The sizes of a transducer, as read from its graphs.</summary>
/// <param name="EncoderDim">The width of an encoder frame.</param>
/// <param name="PredictorDim">The width of the predictor's output; 0 where predictor and joint network are one graph.</param>
/// <param name="StateLayers">The number of LSTM layers of the predictor.</param>
/// <param name="StateDim">The width of an LSTM layer's state.</param>
/// <param name="RowWidth">The width of the joint network's output: tokens, the blank, durations.</param>
internal sealed record TransducerShape(int EncoderDim, int PredictorDim, int StateLayers, int StateDim, int RowWidth);
