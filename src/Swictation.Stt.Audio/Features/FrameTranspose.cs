using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Swictation.Stt.Audio.Features;

/// <summary>
/// Multiplies overlapping frames by the window and turns them into lanes: output [sample][lane], lane j being the frame that starts
/// j hops into the block.
/// </summary>
internal static unsafe class FrameTranspose
{
    /// <summary>Windows and transposes.</summary>
    /// <param name="source">The first frame's first sample.</param>
    /// <param name="hop">Samples between the starts of frames.</param>
    /// <param name="window">The window; <paramref name="length"/> numbers.</param>
    /// <param name="length">Samples per frame, a multiple of 8.</param>
    /// <param name="lanes">Frames: 1, 4, 8 or 16.</param>
    /// <param name="destination">Receives length * lanes numbers.</param>
    public static void Run(float* source, int hop, float* window, int length, int lanes, float* destination)
    {
        if (lanes == 1)
        {
            for (int i = 0; i < length; i++)
                destination[i] = source[i] * window[i];
        }
        else if (lanes >= 8 && Avx.IsSupported)
        {
            for (int i = 0; i < length; i += 8)
            {
                for (int lane = 0; lane < lanes; lane += 8)
                    Tile8(source + (lane * hop) + i, hop, Vector256.Load(window + i), destination + (i * lanes) + lane, lanes);
            }
        }
        else
        {
            for (int i = 0; i < length; i += 4)
            {
                for (int lane = 0; lane < lanes; lane += 4)
                    Tile4(source + (lane * hop) + i, hop, Vector128.Load(window + i), destination + (i * lanes) + lane, lanes);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Tile8(float* source, nint hop, Vector256<float> window, float* destination, nint lanes)
    {
        Vector256<float> row0 = Vector256.Load(source) * window;
        Vector256<float> row1 = Vector256.Load(source + hop) * window;
        Vector256<float> row2 = Vector256.Load(source + (2 * hop)) * window;
        Vector256<float> row3 = Vector256.Load(source + (3 * hop)) * window;
        Vector256<float> row4 = Vector256.Load(source + (4 * hop)) * window;
        Vector256<float> row5 = Vector256.Load(source + (5 * hop)) * window;
        Vector256<float> row6 = Vector256.Load(source + (6 * hop)) * window;
        Vector256<float> row7 = Vector256.Load(source + (7 * hop)) * window;

        Vector256<double> pairs01Low = Avx.UnpackLow(row0, row1).AsDouble();
        Vector256<double> pairs01High = Avx.UnpackHigh(row0, row1).AsDouble();
        Vector256<double> pairs23Low = Avx.UnpackLow(row2, row3).AsDouble();
        Vector256<double> pairs23High = Avx.UnpackHigh(row2, row3).AsDouble();
        Vector256<double> pairs45Low = Avx.UnpackLow(row4, row5).AsDouble();
        Vector256<double> pairs45High = Avx.UnpackHigh(row4, row5).AsDouble();
        Vector256<double> pairs67Low = Avx.UnpackLow(row6, row7).AsDouble();
        Vector256<double> pairs67High = Avx.UnpackHigh(row6, row7).AsDouble();

        Vector256<float> left0 = Avx.UnpackLow(pairs01Low, pairs23Low).AsSingle();
        Vector256<float> left1 = Avx.UnpackHigh(pairs01Low, pairs23Low).AsSingle();
        Vector256<float> left2 = Avx.UnpackLow(pairs01High, pairs23High).AsSingle();
        Vector256<float> left3 = Avx.UnpackHigh(pairs01High, pairs23High).AsSingle();
        Vector256<float> right0 = Avx.UnpackLow(pairs45Low, pairs67Low).AsSingle();
        Vector256<float> right1 = Avx.UnpackHigh(pairs45Low, pairs67Low).AsSingle();
        Vector256<float> right2 = Avx.UnpackLow(pairs45High, pairs67High).AsSingle();
        Vector256<float> right3 = Avx.UnpackHigh(pairs45High, pairs67High).AsSingle();

        Avx.Permute2x128(left0, right0, 0x20).Store(destination);
        Avx.Permute2x128(left1, right1, 0x20).Store(destination + lanes);
        Avx.Permute2x128(left2, right2, 0x20).Store(destination + (2 * lanes));
        Avx.Permute2x128(left3, right3, 0x20).Store(destination + (3 * lanes));
        Avx.Permute2x128(left0, right0, 0x31).Store(destination + (4 * lanes));
        Avx.Permute2x128(left1, right1, 0x31).Store(destination + (5 * lanes));
        Avx.Permute2x128(left2, right2, 0x31).Store(destination + (6 * lanes));
        Avx.Permute2x128(left3, right3, 0x31).Store(destination + (7 * lanes));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Tile4(float* source, nint hop, Vector128<float> window, float* destination, nint lanes)
    {
        Vector128<float> row0 = Vector128.Load(source) * window;
        Vector128<float> row1 = Vector128.Load(source + hop) * window;
        Vector128<float> row2 = Vector128.Load(source + (2 * hop)) * window;
        Vector128<float> row3 = Vector128.Load(source + (3 * hop)) * window;
        if (Sse.IsSupported)
        {
            Vector128<float> low01 = Sse.UnpackLow(row0, row1);
            Vector128<float> high01 = Sse.UnpackHigh(row0, row1);
            Vector128<float> low23 = Sse.UnpackLow(row2, row3);
            Vector128<float> high23 = Sse.UnpackHigh(row2, row3);
            Sse.MoveLowToHigh(low01, low23).Store(destination);
            Sse.MoveHighToLow(low23, low01).Store(destination + lanes);
            Sse.MoveLowToHigh(high01, high23).Store(destination + (2 * lanes));
            Sse.MoveHighToLow(high23, high01).Store(destination + (3 * lanes));
        }
        else if (AdvSimd.Arm64.IsSupported)
        {
            Vector128<float> even02 = AdvSimd.Arm64.ZipLow(row0, row2);
            Vector128<float> odd02 = AdvSimd.Arm64.ZipHigh(row0, row2);
            Vector128<float> even13 = AdvSimd.Arm64.ZipLow(row1, row3);
            Vector128<float> odd13 = AdvSimd.Arm64.ZipHigh(row1, row3);
            AdvSimd.Arm64.ZipLow(even02, even13).Store(destination);
            AdvSimd.Arm64.ZipHigh(even02, even13).Store(destination + lanes);
            AdvSimd.Arm64.ZipLow(odd02, odd13).Store(destination + (2 * lanes));
            AdvSimd.Arm64.ZipHigh(odd02, odd13).Store(destination + (3 * lanes));
        }
        else
        {
            for (int i = 0; i < 4; i++)
                Vector128.Create(row0[i], row1[i], row2[i], row3[i]).Store(destination + (i * lanes));
        }
    }
}
