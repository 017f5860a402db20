using System.Buffers;
using System.Runtime.InteropServices;

namespace Swictation.Stt.Quantization;

/// <summary>
/// Weights as 4-bit integers in blocks along the rows of a column, in the form that MatMulNBits takes: for each column its blocks, each
/// of half as many bytes as it has elements, the first element in the lower half of the first byte.
/// </summary>
/// <remarks>
/// The arithmetic is that of <c>MlasQuantizeBlockwise</c> in ONNX Runtime's <c>q4_dq.cpp</c>. The integers, the scales and the zero
/// points are three tensors; each is made while it is written, from a pass of its own over the weights, so that none is ever whole in memory.
/// </remarks>
internal sealed class BlockwiseWeights
{
    private const int Middle = 8;
    private const int Greatest = 15;

    private readonly WeightMatrix _matrix;
    private readonly int _blockSize;
    private readonly bool _isSymmetric;
    private readonly float _factor;

    /// <summary>Initializes a new instance of the <see cref="BlockwiseWeights"/> class.</summary>
    /// <param name="matrix">The weights.</param>
    /// <param name="blockSize">How many elements share a scale: 16, 32, 64 or 128.</param>
    /// <param name="isSymmetric">Whether 8 stands for 0 everywhere; else each block has a zero point.</param>
    /// <param name="factor">What the product is multiplied by, which goes into the scales.</param>
    public BlockwiseWeights(WeightMatrix matrix, int blockSize, bool isSymmetric, float factor)
    {
        _matrix = matrix;
        _blockSize = blockSize;
        _isSymmetric = isSymmetric;
        _factor = factor;
        Blocks = (matrix.Rows - 1) / blockSize + 1;
        Data = new PartPiece(this, Part.Integers);
        Scales = new PartPiece(this, Part.Scales);
        ZeroPoints = new PartPiece(this, Part.ZeroPoints);
    }

    private enum Part
    {
        Integers,
        Scales,
        ZeroPoints,
    }

    /// <summary>Gets how many blocks a column has.</summary>
    public int Blocks { get; }

    /// <summary>Gets the integers: columns × blocks × half a block of bytes.</summary>
    public Piece Data { get; }

    /// <summary>Gets the scales: columns × blocks floats.</summary>
    public Piece Scales { get; }

    /// <summary>Gets the zero points, two in a byte: columns × half the blocks, rounded up.</summary>
    public Piece ZeroPoints { get; }

    /// <summary>Gets the error; complete once the integers were written.</summary>
    public WeightError Error { get; } = new();

    private int BytesOf(Part part) => part switch
    {
        Part.Integers => Blocks * _blockSize / 2,
        Part.Scales => Blocks * sizeof(float),
        _ => (Blocks + 1) / 2,
    };

    private void Write(Part part, PieceWriter writer)
    {
        int rows = _matrix.Rows;
        int ofTile = _matrix.ColumnsOfTile;
        float[] tile = ArrayPool<float>.Shared.Rent(ofTile * rows);
        byte[] bytes = ArrayPool<byte>.Shared.Rent(BytesOf(part));
        Span<byte> column = bytes.AsSpan(0, BytesOf(part));
        try
        {
            for (int first = 0; first < _matrix.Columns; first += ofTile)
            {
                int count = Math.Min(ofTile, _matrix.Columns - first);
                _matrix.ReadColumns(first, count, tile);
                for (int i = 0; i < count; i++)
                {
                    QuantizeColumn(tile.AsSpan(i * rows, rows), part, column);
                    writer.Write(column);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
            ArrayPool<float>.Shared.Return(tile);
        }
    }

    private void QuantizeColumn(ReadOnlySpan<float> values, Part part, Span<byte> destination)
    {
        destination.Fill(Middle << 4 | Middle); // what no element fills stands for 0
        for (int block = 0; block < Blocks; block++)
        {
            ReadOnlySpan<float> elements = values.Slice(block * _blockSize, Math.Min(_blockSize, values.Length - block * _blockSize));
            (float scale, int zero) = Fit(elements);
            switch (part)
            {
                case Part.Integers:
                    Pack(elements, scale, zero, destination.Slice(block * _blockSize / 2, _blockSize / 2));
                    break;
                case Part.Scales:
                    MemoryMarshal.Write(destination[(block * sizeof(float))..], scale * _factor);
                    break;
                default:
                    SetNibble(destination, block, zero);
                    break;
            }
        }
    }

    private (float Scale, int Zero) Fit(ReadOnlySpan<float> elements)
    {
        float least = elements[0];
        float greatest = elements[0];
        foreach (float element in elements)
        {
            least = element < least ? element : least;
            greatest = element > greatest ? element : greatest;
        }

        // The element farthest from 0 becomes -8 exactly, whichever sign it has: the scale may be negative.
        if (_isSymmetric)
            return (WithReciprocal((MathF.Abs(greatest) > MathF.Abs(least) ? greatest : least) / -Middle), Middle);
        least = MathF.Min(least, 0);
        float scale = WithReciprocal((MathF.Max(greatest, 0) - least) / Greatest);
        float zero = scale == 0 ? 0 : -least / scale;
        return (scale, (int)MathF.Round(Math.Clamp(zero, 0, Greatest), MidpointRounding.AwayFromZero));
    }

    private void Pack(ReadOnlySpan<float> elements, float scale, int zero, Span<byte> destination)
    {
        float reciprocal = scale == 0 ? 0 : 1 / scale;
        double signal = 0;
        double noise = 0;
        destination.Fill((byte)(zero << 4 | zero));
        for (int i = 0; i < elements.Length; i++)
        {
            // Cut off first, there is nothing below 0, and halves go up: in 64 bits the sum is exact, as the C library's roundf is.
            float real = elements[i] * reciprocal + zero;
            int integer = (int)((real < 0 ? 0 : real > Greatest ? Greatest : real) + 0.5);
            SetNibble(destination, i, integer);
            double lost = elements[i] - (integer - zero) * scale;
            signal += (double)elements[i] * elements[i];
            noise += lost * lost;
        }

        Error.Add(signal, noise);
    }

    /// <summary>Takes a scale so small that nothing can be divided by it for 0.</summary>
    private static float WithReciprocal(float scale) => float.IsFinite(1 / scale) ? scale : 0;

    private static void SetNibble(Span<byte> bytes, int index, int value)
    {
        ref byte both = ref bytes[index / 2];
        both = (byte)((index & 1) == 0 ? (both & 0xF0) | value : (both & 0x0F) | value << 4);
    }

    private sealed class PartPiece(BlockwiseWeights weights, Part part) : Piece
    {
        public override long Length { get; } = (long)weights.BytesOf(part) * weights._matrix.Columns;

        public override void Write(PieceWriter writer) => weights.Write(part, writer);
    }
}
