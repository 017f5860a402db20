namespace Swictation.Stt.Parakeet;

/// <summary>Says which inputs a graph can take together without any of them changing another's result.</summary>
internal enum BatchSupport
{
    /// <summary>None: graphs with dynamic quantisation scale by the largest value of the whole batch, others are exported for one input.</summary>
    None,

    /// <summary>Inputs of equal length: the graph sees the padding of shorter ones, as subsampling convolutions without a mask do.</summary>
    EqualLengths,

    /// <summary>Inputs of any lengths, padded to the longest.</summary>
    Padded,
}
