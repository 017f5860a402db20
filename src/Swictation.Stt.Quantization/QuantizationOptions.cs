namespace Swictation.Stt.Quantization;

/// <summary>Says how a model is quantised. Immutable.</summary>
/// <remarks>
/// The defaults of 8 bits are those with which results are right on every processor: x86 without VNNI adds pairs of products of unsigned
/// activations and signed weights in 16 bits and clips the sum, unless weights have 7 bits. A scale for each column costs nothing and more
/// than makes up for the bit.
/// </remarks>
public sealed record QuantizationOptions
{
    /// <summary>The block sizes that MatMulNBits takes on every processor.</summary>
    private static readonly int[] BlockSizes = [16, 32, 64, 128];

    /// <summary>Gets what weights become.</summary>
    /// <value>The default is <see cref="QuantizationFormat.Int8"/>.</value>
    public QuantizationFormat Format { get; init; }

    /// <summary>Gets which layers stay as they are.</summary>
    /// <value>
    /// The default is none. Each is a pattern with <c>*</c> and <c>?</c> for the whole name of a node, of a weight or of a file, or, after
    /// <c>regex:</c>, a regular expression that is found in it.
    /// </value>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Gets the 8-bit integers that weights of products become.</summary>
    /// <value>The default is <see cref="Int8WeightType.Int8"/>.</value>
    public Int8WeightType WeightType { get; init; }

    /// <summary>Gets a value indicating whether each column of an 8-bit weight has a scale of its own.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool PerChannel { get; init; } = true;

    /// <summary>Gets a value indicating whether 8-bit weights use 7 of their bits.</summary>
    /// <value>
    /// The default is <see langword="true"/>. <see langword="false"/> is a little more accurate where every processor the model will see
    /// has VNNI or is an ARM, and wrong on others where <see cref="WeightType"/> is <see cref="Int8WeightType.Int8"/>.
    /// </value>
    public bool ReduceRange { get; init; } = true;

    /// <summary>Gets how many 4-bit weights share a scale.</summary>
    /// <value>The default is 32. One of 16, 32, 64, 128: smaller is more accurate and larger in size.</value>
    public int BlockSize { get; init; } = 32;

    /// <summary>Gets a value indicating whether 4-bit weights are symmetric about 0.</summary>
    /// <value>The default is <see langword="true"/>. <see langword="false"/> gives each block a zero point.</value>
    public bool Symmetric { get; init; } = true;

    /// <summary>Gets how exactly products with 4-bit weights are computed, as the attribute of MatMulNBits has it.</summary>
    /// <value>
    /// The default is 4: the other factor is rounded to 8 bits, which is fast. 0 leaves it to ONNX Runtime, 1 is 32-bit, 2 and 3 are
    /// 16-bit floating point. From 0 to 4.
    /// </value>
    public int AccuracyLevel { get; init; } = 4;

    /// <summary>Gets a value indicating whether LSTM layers become 8-bit (DynamicQuantizeLSTM), in both formats.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool Recurrent { get; init; } = true;

    /// <summary>Gets a value indicating whether embedding tables become 8-bit, with a scale for each row, in both formats.</summary>
    /// <value>The default is <see langword="false"/>: looking up is no work, so that only size is gained.</value>
    public bool Embeddings { get; init; }

    /// <summary>Gets a value indicating whether convolutions become 8-bit (ConvInteger), in both formats.</summary>
    /// <value>
    /// The default is <see langword="false"/>: ONNX Runtime's integer convolutions are slower than those with 32-bit numbers, and rounding
    /// the input of a model's first layers costs the most accuracy.
    /// </value>
    public bool Convolutions { get; init; }

    /// <summary>Gets the least number of elements of a weight that is worth quantising.</summary>
    /// <value>The default is 1024: below, the operators added take more than the weights save. At least 1.</value>
    public long MinimumElements { get; init; } = 1024;

    /// <summary>Gets the size in bytes from which on a graph's weights are written to a file beside it.</summary>
    /// <value>The default is 1.75 GiB: protobuf ends at 2 GiB. From 0 to that.</value>
    public long ExternalDataThreshold { get; init; } = MostInline;

    private const long MostInline = 7L << 28;

    /// <summary>Throws where a value is out of range.</summary>
    /// <exception cref="ArgumentNullException">The list of exclusions or one of them is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">A pattern is empty or no regular expression.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names it.</exception>
    public void Validate()
    {
        if (!Enum.IsDefined(Format))
            throw new ArgumentOutOfRangeException(nameof(Format), Format, "Unknown format.");
        if (!Enum.IsDefined(WeightType))
            throw new ArgumentOutOfRangeException(nameof(WeightType), WeightType, "Unknown type of weights.");
        if (!BlockSizes.Contains(BlockSize))
            throw new ArgumentOutOfRangeException(nameof(BlockSize), BlockSize, $"The block size must be one of {string.Join(", ", BlockSizes)}.");
        if (AccuracyLevel is < 0 or > 4)
            throw new ArgumentOutOfRangeException(nameof(AccuracyLevel), AccuracyLevel, "The accuracy level must be from 0 to 4.");
        ArgumentOutOfRangeException.ThrowIfLessThan(MinimumElements, 1);
        if (ExternalDataThreshold is < 0 or > MostInline)
            throw new ArgumentOutOfRangeException(nameof(ExternalDataThreshold), ExternalDataThreshold, $"The threshold must be from 0 to {MostInline}.");
        ArgumentNullException.ThrowIfNull(Exclude);
        foreach (string pattern in Exclude)
            _ = new LayerPattern(pattern);
    }
}
