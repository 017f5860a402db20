using System.Runtime.Intrinsics;

namespace Swictation.Stt.Audio.Features;

/// <summary>Chooses the width of the feature kernels.</summary>
internal static class SimdSelection
{
    /// <summary>The environment variable that forces a width: 512, 256, 128 or scalar.</summary>
    public const string Variable = "SWICTATION_SIMD";

    /// <summary>Gets the widest path this machine computes in hardware.</summary>
    public static SimdPath Widest =>
        Vector512.IsHardwareAccelerated ? SimdPath.Vector512
        : Vector256.IsHardwareAccelerated ? SimdPath.Vector256
        : Vector128.IsHardwareAccelerated ? SimdPath.Vector128
        : SimdPath.Scalar;

    /// <summary>Reads the environment variable and chooses; the widest path when it is unset or empty.</summary>
    /// <exception cref="InvalidOperationException">The variable has an unknown value.</exception>
    public static SimdPath FromEnvironment() => Choose(Environment.GetEnvironmentVariable(Variable), Widest);

    /// <summary>Chooses the requested path, or <paramref name="widest"/> where the machine lacks the requested width.</summary>
    /// <exception cref="InvalidOperationException"><paramref name="requested"/> is neither empty nor a known value.</exception>
    public static SimdPath Choose(string? requested, SimdPath widest)
    {
        if (string.IsNullOrEmpty(requested))
            return widest;
        SimdPath wanted = requested switch
        {
            "512" => SimdPath.Vector512,
            "256" => SimdPath.Vector256,
            "128" => SimdPath.Vector128,
            _ when requested.Equals("scalar", StringComparison.OrdinalIgnoreCase) => SimdPath.Scalar,
            _ => throw new InvalidOperationException(
                $"The environment variable {Variable} is '{requested}'; it must be 512, 256, 128 or scalar, or unset for the widest."),
        };
        return wanted <= widest ? wanted : widest;
    }
}
