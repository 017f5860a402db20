namespace Swictation.Stt.Audio.Features;

/// <summary>A vector of double precision numbers in which every lane belongs to another frame.</summary>
/// <remarks>
/// The transform is computed in double precision: in single precision its rounding errors, which a loud tone spreads over all bins, show
/// in the third decimal of the quietest logarithms. All operations act lane by lane, as in <see cref="ILanes{TSelf}"/>.
/// </remarks>
/// <typeparam name="TSelf">The implementing struct.</typeparam>
internal unsafe interface IDoubleLanes<TSelf>
    where TSelf : struct, IDoubleLanes<TSelf>
{
    /// <summary>Gets the number of lanes: 1, 2, 4 or 8.</summary>
    static abstract int Count { get; }

    /// <summary>Loads <see cref="Count"/> consecutive numbers; no alignment is needed.</summary>
    static abstract TSelf Load(double* source);

    /// <summary>Stores <see cref="Count"/> consecutive numbers; no alignment is needed.</summary>
    static abstract void Store(TSelf value, double* destination);

    /// <summary>Rounds to single precision and stores <see cref="Count"/> consecutive numbers; no alignment is needed.</summary>
    static abstract void StoreSingle(TSelf value, float* destination);

    /// <summary>Copies one number to every lane.</summary>
    static abstract TSelf Broadcast(double value);

    /// <summary>Adds.</summary>
    static abstract TSelf operator +(TSelf left, TSelf right);

    /// <summary>Subtracts.</summary>
    static abstract TSelf operator -(TSelf left, TSelf right);

    /// <summary>Multiplies.</summary>
    static abstract TSelf operator *(TSelf left, TSelf right);

    /// <summary>Computes left * right + addend, fused where the hardware fuses.</summary>
    static abstract TSelf MultiplyAdd(TSelf left, TSelf right, TSelf addend);

    /// <summary>Computes minuend - left * right, fused where the hardware fuses.</summary>
    static abstract TSelf MultiplySubtract(TSelf left, TSelf right, TSelf minuend);
}
