using System.Buffers;
using Swictation.Stt.Onnx;

namespace Swictation.Stt.Quantization;

/// <summary>Weights as 8-bit integers: scales and zero points, for the whole or for each column, and the integers, which are made as they are written.</summary>
internal sealed class Int8Weights
{
    private readonly IReadOnlyList<WeightMatrix> _matrices;
    private readonly Int8Scheme _scheme;
    private readonly bool _isByRows;

    private Int8Weights(IReadOnlyList<WeightMatrix> matrices, Int8Scheme scheme, bool isByRows, float[] scales, int[] zeroPoints)
    {
        _matrices = matrices;
        _scheme = scheme;
        _isByRows = isByRows;
        Scales = scales;
        ZeroPoints = zeroPoints;
        Data = new DataPiece(this);
    }

    /// <summary>Gets the scales: one, or one for each column of each matrix.</summary>
    public IReadOnlyList<float> Scales { get; }

    /// <summary>Gets what stands for 0, for each of the scales.</summary>
    public IReadOnlyList<int> ZeroPoints { get; }

    public TensorElementType ElementType => _scheme.IsSigned ? TensorElementType.Int8 : TensorElementType.UInt8;

    /// <summary>Gets the integers of all matrices.</summary>
    public Piece Data { get; }

    /// <summary>Gets the error; complete once the integers were written.</summary>
    public WeightError Error { get; } = new();

    /// <summary>Finds the scales, which takes one pass over the weights.</summary>
    /// <param name="matrices">The matrices, which have the same number of columns.</param>
    /// <param name="scheme">How to round.</param>
    /// <param name="perColumn">Whether each column has a scale of its own.</param>
    /// <param name="isByRows">Whether the integers are written row by row; else column by column.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static Int8Weights Fit(IReadOnlyList<WeightMatrix> matrices, Int8Scheme scheme, bool perColumn, bool isByRows, CancellationToken cancellationToken)
    {
        int columns = matrices[0].Columns;
        var least = new float[columns * matrices.Count];
        var greatest = new float[least.Length];
        for (int i = 0; i < matrices.Count; i++)
            FindRange(matrices[i], least.AsSpan(i * columns, columns), greatest.AsSpan(i * columns, columns), cancellationToken);
        if (!perColumn)
            (least, greatest) = ([least.Min()], [greatest.Max()]);
        var scales = new float[least.Length];
        var zeroPoints = new int[least.Length];
        for (int i = 0; i < scales.Length; i++)
            (scales[i], zeroPoints[i]) = scheme.Fit(least[i], greatest[i]);
        return new Int8Weights(matrices, scheme, isByRows, scales, zeroPoints);
    }

    /// <summary>Gets the zero points as bytes of the element type.</summary>
    public byte[] ZeroPointBytes() => [.. ZeroPoints.Select(static zero => unchecked((byte)zero))];

    private static void FindRange(WeightMatrix matrix, Span<float> least, Span<float> greatest, CancellationToken cancellationToken)
    {
        bool byColumns = matrix.IsTransposed;
        int lines = byColumns ? matrix.Columns : matrix.Rows;
        int length = byColumns ? matrix.Rows : matrix.Columns;
        int ofTile = byColumns ? matrix.ColumnsOfTile : matrix.RowsOfTile;
        float[] tile = ArrayPool<float>.Shared.Rent(ofTile * length);
        try
        {
            for (int first = 0; first < lines; first += ofTile)
            {
                cancellationToken.ThrowIfCancellationRequested();
                int count = Math.Min(ofTile, lines - first);
                if (byColumns)
                    matrix.ReadColumns(first, count, tile);
                else
                    matrix.ReadRows(first, count, tile);
                for (int line = 0; line < count; line++)
                {
                    ReadOnlySpan<float> values = tile.AsSpan(line * length, length);
                    for (int i = 0; i < length; i++)
                    {
                        int column = byColumns ? first + line : i;
                        least[column] = Math.Min(least[column], values[i]);
                        greatest[column] = Math.Max(greatest[column], values[i]);
                    }
                }
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(tile);
        }
    }

    private void Write(WeightMatrix matrix, int firstScale, PieceWriter writer)
    {
        int lines = _isByRows ? matrix.Rows : matrix.Columns;
        int length = _isByRows ? matrix.Columns : matrix.Rows;
        int ofTile = _isByRows ? matrix.RowsOfTile : matrix.ColumnsOfTile;
        bool hasOneScale = Scales.Count == 1;
        float[] tile = ArrayPool<float>.Shared.Rent(ofTile * length);
        byte[] integers = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            for (int first = 0; first < lines; first += ofTile)
            {
                int count = Math.Min(ofTile, lines - first);
                if (_isByRows)
                    matrix.ReadRows(first, count, tile);
                else
                    matrix.ReadColumns(first, count, tile);
                for (int line = 0; line < count; line++)
                {
                    double signal = 0;
                    double noise = 0;
                    for (int i = 0; i < length; i++)
                    {
                        int at = hasOneScale ? 0 : firstScale + (_isByRows ? i : first + line);
                        float value = tile[line * length + i];
                        int integer = _scheme.Quantize(value, Scales[at], ZeroPoints[at]);
                        integers[i] = unchecked((byte)integer);
                        double lost = value - (integer - ZeroPoints[at]) * Scales[at];
                        signal += (double)value * value;
                        noise += lost * lost;
                    }

                    Error.Add(signal, noise);
                    writer.Write(integers.AsSpan(0, length));
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(integers);
            ArrayPool<float>.Shared.Return(tile);
        }
    }

    private sealed class DataPiece(Int8Weights weights) : Piece
    {
        public override long Length { get; } = weights._matrices.Sum(static matrix => matrix.Count);

        public override void Write(PieceWriter writer)
        {
            for (int i = 0; i < weights._matrices.Count; i++)
                weights.Write(weights._matrices[i], i * weights._matrices[i].Columns, writer);
        }
    }
}
