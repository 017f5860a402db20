namespace Swictation.Stt.Quantization;

/// <summary>How real numbers become 8-bit integers, as <c>onnxruntime.quantization</c> does it (<c>compute_scale_zp</c>, <c>quantize_nparray</c>).</summary>
/// <param name="IsSigned">Whether the integers are signed.</param>
/// <param name="Low">The least integer used.</param>
/// <param name="High">The greatest integer used.</param>
/// <param name="ZeroPoint">The integer that stands for 0 where the scheme is symmetric; null where each scale has one of its own.</param>
internal readonly record struct Int8Scheme(bool IsSigned, int Low, int High, int? ZeroPoint)
{
    /// <summary>Gets the scheme for weights of products.</summary>
    public static Int8Scheme ForProducts(Int8WeightType type, bool reduceRange) => (type, reduceRange) switch
    {
        (Int8WeightType.Int8, false) => new Int8Scheme(true, -127, 127, 0),
        (Int8WeightType.Int8, true) => new Int8Scheme(true, -64, 64, 0),
        (_, false) => new Int8Scheme(false, 0, 255, null),
        _ => new Int8Scheme(false, 0, 127, null),
    };

    /// <summary>
    /// Gets the scheme for convolutions: ONNX Runtime's ConvInteger takes unsigned weights only on the processor, and one zero point for
    /// all channels.
    /// </summary>
    public static Int8Scheme ForConvolutions(bool reduceRange) => reduceRange ? new Int8Scheme(false, 64, 192, 128) : new Int8Scheme(false, 1, 255, 128);

    /// <summary>Finds the scale, and the integer that stands for 0.</summary>
    public (float Scale, int ZeroPoint) Fit(float least, float greatest)
    {
        double low = Math.Min(least, 0);
        double high = Math.Max(greatest, 0);
        if (ZeroPoint is not null)
            (low, high) = (-Math.Max(-low, high), Math.Max(-low, high));
        float scale = (float)((high - low) / (High - Low));
        if (scale < 1.17549435e-38f) // the least normal number: all zeros, or as good as
            return (1, ZeroPoint ?? 0);
        return (scale, ZeroPoint ?? (int)Math.Round(Low - low / scale, MidpointRounding.ToEven));
    }

    public int Quantize(float value, float scale, int zeroPoint) =>
        (int)Math.Clamp(MathF.Round(value / scale, MidpointRounding.ToEven) + zeroPoint, Low, High);
}
