using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using Swictation.Stt.Onnx;

namespace Swictation.Stt.Quantization;

/// <summary>
/// A constant matrix in a file, read a part at a time: rows are what is summed over in a product (K), columns are what comes out (N).
/// It is stored row by row, or, where it is transposed, column by column.
/// </summary>
/// <param name="name">What to call it in messages.</param>
/// <param name="data">Where it lies.</param>
/// <param name="type">Its elements: 32-bit or 16-bit floating point.</param>
/// <param name="rows">The number of rows, above 0.</param>
/// <param name="columns">The number of columns, above 0.</param>
/// <param name="isTransposed">Whether it is stored column by column.</param>
internal sealed class WeightMatrix(string name, FileRange data, TensorElementType type, int rows, int columns, bool isTransposed)
{
    /// <summary>How many elements are in memory at a time: 4 MiB, and as much again while they are turned.</summary>
    public const int TileElements = 1 << 20;

    public int Rows => rows;

    public int Columns => columns;

    public bool IsTransposed => isTransposed;

    public long Count => (long)rows * columns;

    /// <summary>Gets how many rows fit a tile: at least one.</summary>
    public int RowsOfTile => Math.Clamp(TileElements / columns, 1, rows);

    /// <summary>Gets how many columns fit a tile: at least one.</summary>
    public int ColumnsOfTile => Math.Clamp(TileElements / rows, 1, columns);

    /// <summary>Reads rows, one after the other.</summary>
    /// <exception cref="ModelIntegrityException">An element is no finite number, or the file ends early.</exception>
    public void ReadRows(int first, int count, Span<float> destination) =>
        Read(first, count, columns, !isTransposed, destination);

    /// <summary>Reads columns, one after the other.</summary>
    /// <exception cref="ModelIntegrityException">An element is no finite number, or the file ends early.</exception>
    public void ReadColumns(int first, int count, Span<float> destination) =>
        Read(first, count, rows, isTransposed, destination);

    /// <param name="first">The first row or column.</param>
    /// <param name="count">How many.</param>
    /// <param name="length">How long each is.</param>
    /// <param name="isContiguous">Whether each lies in one piece.</param>
    /// <param name="destination">Receives them one after the other.</param>
    private void Read(int first, int count, int length, bool isContiguous, Span<float> destination)
    {
        if (isContiguous)
        {
            ReadElements((long)first * length, destination[..(count * length)]);
            return;
        }

        // What is wanted lies across: a run of each of the lines that are stored.
        int stride = isTransposed ? rows : columns;
        float[] run = ArrayPool<float>.Shared.Rent(count);
        try
        {
            for (int line = 0; line < length; line++)
            {
                ReadElements((long)line * stride + first, run.AsSpan(0, count));
                for (int i = 0; i < count; i++)
                    destination[i * length + line] = run[i];
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(run);
        }
    }

    private void ReadElements(long first, Span<float> destination)
    {
        int size = ElementSizes.Of(type);
        if (type == TensorElementType.Float)
        {
            data.File.Read(data.Offset + first * size, MemoryMarshal.AsBytes(destination));
        }
        else
        {
            ushort[] halves = ArrayPool<ushort>.Shared.Rent(destination.Length);
            Span<ushort> part = halves.AsSpan(0, destination.Length);
            data.File.Read(data.Offset + first * size, MemoryMarshal.AsBytes(part));
            for (int i = 0; i < part.Length; i++)
                destination[i] = type == TensorElementType.Float16 ? (float)BitConverter.UInt16BitsToHalf(part[i]) : BitConverter.UInt32BitsToSingle((uint)part[i] << 16);
            ArrayPool<ushort>.Shared.Return(halves);
        }

        RequireFinite(destination);
    }

    private void RequireFinite(ReadOnlySpan<float> values)
    {
        const uint Exponent = 0x7F800000; // all ones in a NaN or an infinity
        ReadOnlySpan<uint> bits = MemoryMarshal.Cast<float, uint>(values);
        var exponent = new Vector<uint>(Exponent);
        int i = 0;
        bool isFinite = true;
        for (; i <= bits.Length - Vector<uint>.Count; i += Vector<uint>.Count)
            isFinite &= !Vector.EqualsAny(new Vector<uint>(bits[i..]) & exponent, exponent);
        for (; i < bits.Length; i++)
            isFinite &= (bits[i] & Exponent) != Exponent;
        if (!isFinite)
            throw new ModelIntegrityException($"The weight {name} in {data.File.Path} holds NaN or an infinity: the model is damaged. Get it again.", data.File.Path);
    }
}
