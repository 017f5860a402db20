using System.Buffers;
using FsCheck;
using FsCheck.Xunit;

namespace Swictation.Stt.Onnx.Tests.Values;

public sealed class OrtValueTests
{
    [Fact]
    public void A_tensor_over_memory_is_that_memory_both_ways()
    {
        var memory = new float[] { 1, 2, 3, 4, 5, 6 };
        using OrtValue value = OrtValue.FromMemory<float>(memory, 2, 3);
        memory[4] = 50;
        Assert.Equal(50, value.Span<float>()[4]);
        value.Span<float>()[0] = -1;
        Assert.Equal(-1, memory[0]);
        Assert.Equal([2, 3], value.GetShape());
        Assert.Equal(2, value.Rank);
        Assert.Equal(6, value.ElementCount);
        Assert.Equal(TensorElementType.Float, value.ElementType);
    }

    [Fact]
    public void A_tensor_over_a_slice_leaves_its_surroundings_alone()
    {
        var memory = new long[] { 1, 2, 3, 4, 5 };
        using OrtValue value = OrtValue.FromMemory(memory.AsMemory(1, 3), 3);
        value.Span<long>().Fill(9);
        Assert.Equal([1, 9, 9, 9, 5], memory);
    }

    [Fact]
    public void The_memory_stays_where_it_is_until_the_tensor_is_disposed()
    {
        var manager = new CountingMemory(4);
        OrtValue value = OrtValue.FromMemory(manager.Memory, 2, 2);
        Assert.Equal((1, 0), (manager.Pins, manager.Unpins));
        value.Dispose();
        value.Dispose();
        Assert.Equal((1, 1), (manager.Pins, manager.Unpins));
    }

    [Fact]
    public void Memory_is_let_go_where_the_tensor_cannot_be_made()
    {
        var manager = new CountingMemory(4);
        Assert.Throws<ArgumentException>(() => OrtValue.FromMemory(manager.Memory, 5));
        Assert.Equal(manager.Pins, manager.Unpins);
    }

    [Fact]
    public void A_tensor_survives_the_compaction_of_the_heap()
    {
        OrtValue[] values = [.. Enumerable.Range(0, 100).Select(i => OrtValue.FromMemory<int>(new int[] { i, i }, 2))];
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        for (int i = 0; i < values.Length; i++)
        {
            Assert.Equal([i, i], values[i].Span<int>().ToArray());
            values[i].Dispose();
        }
    }

    [Fact]
    public void A_tensor_of_the_runtimes_own_can_be_written_and_read()
    {
        using OrtValue value = OrtValue.Create<double>(2, 1, 4);
        Assert.Equal(8, value.Span<double>().Length);
        value.Span<double>().Fill(Math.PI);
        Assert.All(value.Span<double>().ToArray(), element => Assert.Equal(Math.PI, element));
        Assert.Equal([2, 1, 4], value.GetShape());
        Assert.Equal(TensorElementType.Double, value.ElementType);
    }

    [Fact]
    public void A_scalar_has_one_element_and_no_dimension()
    {
        using OrtValue over = OrtValue.FromMemory<int>(new[] { 7 });
        using OrtValue own = OrtValue.Create<int>();
        own.Span<int>()[0] = 8;
        Assert.Equal([7], over.Span<int>().ToArray());
        Assert.Equal([8], own.Span<int>().ToArray());
        Assert.Equal((0, 1L), (over.Rank, over.ElementCount));
        Assert.Equal((0, 1L), (own.Rank, own.ElementCount));
        Assert.Empty(over.GetShape());
        Assert.Empty(own.GetShape());
        own.CopyShape([]);
    }

    [Fact]
    public void Dimensions_of_zero_give_tensors_without_elements()
    {
        using OrtValue own = OrtValue.Create<float>(0, 3);
        using OrtValue array = OrtValue.FromMemory<float>(Array.Empty<float>(), 2, 0);
        using OrtValue nothing = OrtValue.FromMemory(Memory<float>.Empty, 0);
        using OrtValue slice = OrtValue.FromMemory(new float[3].AsMemory(3), 0, 3, 4);
        foreach (OrtValue value in new[] { own, array, nothing, slice })
        {
            Assert.Equal(0, value.ElementCount);
            Assert.True(value.Span<float>().IsEmpty);
        }

        Assert.Equal([0, 3], own.GetShape());
        Assert.Equal([2, 0], array.GetShape());
        Assert.Equal([0], nothing.GetShape());
        Assert.Equal([0, 3, 4], slice.GetShape());
    }

    [Theory]
    [InlineData(5, new long[] { 2, 3 })]
    [InlineData(7, new long[] { 2, 3 })]
    [InlineData(0, new long[0])]
    [InlineData(2, new long[0])]
    [InlineData(1, new long[] { 0 })]
    public void Memory_of_another_length_than_the_shapes_is_refused(int length, long[] shape)
    {
        var exception = Assert.Throws<ArgumentException>("memory", () => OrtValue.FromMemory<float>(new float[length], shape));
        Assert.Contains($"has {length} elements", exception.Message, StringComparison.Ordinal);
        Assert.Contains($"[{string.Join(", ", shape)}]", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new long[] { -1 })]
    [InlineData(new long[] { 2, -3 })]
    [InlineData(new long[] { 0, -1 })]
    [InlineData(new[] { long.MaxValue, 2 })]
    [InlineData(new long[] { 1L << 32, 1L << 32 })]
    public void Impossible_shapes_are_refused(long[] shape)
    {
        Assert.Throws<ArgumentOutOfRangeException>(nameof(shape), () => OrtValue.Create<float>(shape));
        Assert.Throws<ArgumentOutOfRangeException>(nameof(shape), () => OrtValue.FromMemory<float>(new float[4], shape));
    }

    [Fact]
    public void A_tensor_larger_than_memory_is_refused_by_the_runtime()
    {
        Assert.Throws<OnnxRuntimeException>(() => OrtValue.Create<double>(1L << 61)); // its bytes cannot be counted
        Assert.Throws<OnnxRuntimeException>(() => OrtValue.Create<double>(1L << 57));
    }

    [Fact]
    public void Elements_of_another_type_are_refused()
    {
        using OrtValue value = OrtValue.Create<float>(2);
        var exception = Assert.Throws<InvalidOperationException>(() => value.Span<int>());
        Assert.Contains("Float", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Int32", exception.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => value.Span<uint>());
        Assert.Throws<NotSupportedException>(() => value.Span<decimal>());
        Assert.Throws<NotSupportedException>(() => OrtValue.Create<Guid>(1));
        Assert.Throws<NotSupportedException>(() => OrtValue.FromMemory<char>(new char[1], 1));
    }

    [Fact]
    public void A_disposed_tensor_is_refused_everywhere_but_knows_what_it_was()
    {
        OrtValue value = OrtValue.FromMemory<float>(new float[6], 2, 3);
        value.Dispose();
        value.Dispose();
        Assert.Throws<ObjectDisposedException>(() => value.Span<float>());
        Assert.Throws<ObjectDisposedException>(() => value.Span<int>());
        Assert.Throws<ObjectDisposedException>(() => value.GetShape());
        Assert.Throws<ObjectDisposedException>(() => value.CopyShape(new long[2]));
        Assert.Equal((2, 6L, TensorElementType.Float), (value.Rank, value.ElementCount, value.ElementType));
    }

    [Fact]
    public void Dispose_from_many_threads_lets_the_memory_go_once()
    {
        for (int i = 0; i < 100; i++)
        {
            var manager = new CountingMemory(4);
            OrtValue value = OrtValue.FromMemory(manager.Memory, 4);
            Parallel.Invoke(value.Dispose, value.Dispose, value.Dispose, value.Dispose);
            Assert.Equal(1, manager.Unpins);
        }
    }

    [Fact]
    public void Shapes_are_copied_into_what_is_long_enough()
    {
        using OrtValue value = OrtValue.Create<byte>(4, 5, 6);
        long[] exact = new long[3], longer = [-1, -1, -1, -1];
        value.CopyShape(exact);
        value.CopyShape(longer);
        Assert.Equal([4, 5, 6], exact);
        Assert.Equal([4, 5, 6, -1], longer);
        var exception = Assert.Throws<ArgumentException>("shape", () => value.CopyShape(new long[2]));
        Assert.Contains("3 dimensions", exception.Message, StringComparison.Ordinal);

        long[] copy = value.GetShape();
        copy[0] = 99;
        Assert.Equal([4, 5, 6], value.GetShape());
    }

    [Fact]
    public void Every_element_type_goes_in_and_out()
    {
        RoundTrip<float>(TensorElementType.Float, float.MinValue, float.Epsilon);
        RoundTrip<double>(TensorElementType.Double, double.MaxValue, double.NegativeZero);
        RoundTrip<Half>(TensorElementType.Float16, Half.MaxValue, Half.Epsilon);
        RoundTrip<sbyte>(TensorElementType.Int8, sbyte.MinValue, sbyte.MaxValue);
        RoundTrip<byte>(TensorElementType.UInt8, byte.MinValue, byte.MaxValue);
        RoundTrip<short>(TensorElementType.Int16, short.MinValue, short.MaxValue);
        RoundTrip<ushort>(TensorElementType.UInt16, ushort.MinValue, ushort.MaxValue);
        RoundTrip<int>(TensorElementType.Int32, int.MinValue, int.MaxValue);
        RoundTrip<uint>(TensorElementType.UInt32, uint.MinValue, uint.MaxValue);
        RoundTrip<long>(TensorElementType.Int64, long.MinValue, long.MaxValue);
        RoundTrip<ulong>(TensorElementType.UInt64, ulong.MinValue, ulong.MaxValue);
        RoundTrip<bool>(TensorElementType.Bool, false, true);
    }

    [Theory]
    [InlineData(TensorElementType.String)]
    [InlineData(TensorElementType.Undefined)]
    [InlineData((TensorElementType)99)]
    public void Types_without_a_size_have_none(TensorElementType type) => Assert.Equal(0, TensorElementTypes.SizeOf(type));

    [Property(MaxTest = 100)]
    public void Any_shape_comes_back_and_counts_its_elements(byte[] dimensions)
    {
        long[] shape = [.. dimensions.Take(6).Select(d => (long)(d % 5))];
        long count = shape.Aggregate(1L, (product, d) => product * d);
        using OrtValue own = OrtValue.Create<short>(shape);
        using OrtValue over = OrtValue.FromMemory<short>(new short[count], shape);
        Assert.Equal(shape, own.GetShape());
        Assert.Equal(shape, over.GetShape());
        Assert.Equal(count, own.ElementCount);
        Assert.Equal(count, own.Span<short>().Length);
        Assert.Equal(shape.Length, over.Rank);
    }

    private static unsafe void RoundTrip<T>(TensorElementType type, T first, T second)
        where T : unmanaged
    {
        using OrtValue own = OrtValue.Create<T>(2);
        own.Span<T>()[0] = first;
        own.Span<T>()[1] = second;
        using OrtValue over = OrtValue.FromMemory<T>(new[] { first, second }, 2);
        Assert.Equal([first, second], own.Span<T>().ToArray());
        Assert.Equal([first, second], over.Span<T>().ToArray());
        Assert.Equal(type, own.ElementType);
        Assert.Equal(type, over.ElementType);
        Assert.Equal(sizeof(T), TensorElementTypes.SizeOf(type));
    }

    /// <summary>Memory that counts how often it is pinned and let go.</summary>
    private sealed unsafe class CountingMemory(int length) : MemoryManager<float>
    {
        private readonly float[] _elements = GC.AllocateArray<float>(length, pinned: true);
        private int _unpins;

        public int Pins { get; private set; }

        public int Unpins => _unpins;

        public override Span<float> GetSpan() => _elements;

        public override MemoryHandle Pin(int elementIndex = 0)
        {
            Pins++;
            fixed (float* elements = _elements)
                return new MemoryHandle(elements + elementIndex, default, this);
        }

        public override void Unpin() => Interlocked.Increment(ref _unpins);

        protected override void Dispose(bool disposing)
        {
        }
    }
}
