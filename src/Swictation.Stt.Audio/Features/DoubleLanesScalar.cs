using System.Runtime.CompilerServices;

namespace Swictation.Stt.Audio.Features;

/// <summary>One frame at a time.</summary>
internal readonly unsafe struct DoubleLanesScalar : IDoubleLanes<DoubleLanesScalar>
{
    private readonly double _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private DoubleLanesScalar(double value) => _value = value;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLanesScalar Load(double* source) => new(*source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(DoubleLanesScalar value, double* destination) => *destination = value._value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSingle(DoubleLanesScalar value, float* destination) => *destination = (float)value._value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLanesScalar Broadcast(double value) => new(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLanesScalar operator +(DoubleLanesScalar left, DoubleLanesScalar right) => new(left._value + right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLanesScalar operator -(DoubleLanesScalar left, DoubleLanesScalar right) => new(left._value - right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLanesScalar operator *(DoubleLanesScalar left, DoubleLanesScalar right) => new(left._value * right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLanesScalar MultiplyAdd(DoubleLanesScalar left, DoubleLanesScalar right, DoubleLanesScalar addend) =>
        new(double.MultiplyAddEstimate(left._value, right._value, addend._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLanesScalar MultiplySubtract(DoubleLanesScalar left, DoubleLanesScalar right, DoubleLanesScalar minuend) =>
        new(double.MultiplyAddEstimate(-left._value, right._value, minuend._value));
}
