namespace Swictation.Stt.Audio.Features;

/// <summary>
/// A vector of single precision numbers in which every lane belongs to another frame.
/// </summary>
/// <remarks>
/// All operations act lane by lane, so a frame's values depend neither on its neighbours nor on the width: every implementation computes
/// the same sequence of operations and, on one machine, the same bits. Kernels are written once against this interface; the compiler
/// specialises them per struct.
/// </remarks>
/// <typeparam name="TSelf">The implementing struct.</typeparam>
internal unsafe interface ILanes<TSelf>
    where TSelf : struct, ILanes<TSelf>
{
    /// <summary>Gets the number of lanes: 1, 4, 8 or 16.</summary>
    static abstract int Count { get; }

    /// <summary>Loads <see cref="Count"/> consecutive numbers; no alignment is needed.</summary>
    static abstract TSelf Load(float* source);

    /// <summary>Stores <see cref="Count"/> consecutive numbers; no alignment is needed.</summary>
    static abstract void Store(TSelf value, float* destination);

    /// <summary>Copies one number to every lane.</summary>
    static abstract TSelf Broadcast(float value);

    /// <summary>Adds.</summary>
    static abstract TSelf operator +(TSelf left, TSelf right);

    /// <summary>Multiplies.</summary>
    static abstract TSelf operator *(TSelf left, TSelf right);

    /// <summary>Computes left * right + addend, fused where the hardware fuses.</summary>
    static abstract TSelf MultiplyAdd(TSelf left, TSelf right, TSelf addend);

    /// <summary>Takes the greater of two numbers; NaN wins.</summary>
    static abstract TSelf Max(TSelf left, TSelf right);

    /// <summary>Takes the natural logarithm.</summary>
    static abstract TSelf Log(TSelf value);
}
