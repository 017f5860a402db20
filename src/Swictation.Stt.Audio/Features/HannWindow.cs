namespace Swictation.Stt.Audio.Features;

/// <summary>Creates Hann windows.</summary>
internal static class HannWindow
{
    /// <summary>Creates the symmetric window, 0.5 - 0.5 cos(2 pi i / (length - 1)): the first and the last value are zero.</summary>
    public static float[] Symmetric(int length) => Create(length, length - 1);

    /// <summary>Creates the periodic window, 0.5 - 0.5 cos(2 pi i / length): the value after the last would be zero.</summary>
    public static float[] Periodic(int length) => Create(length, length);

    private static float[] Create(int length, int period)
    {
        float[] window = new float[length];
        for (int i = 0; i < length; i++)
            window[i] = (float)(0.5 - (0.5 * Math.Cos(2 * Math.PI * i / period)));
        return window;
    }
}
