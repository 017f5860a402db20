using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Swictation.Stt.Audio.Features;

/// <summary>
/// Multiplies overlapping frames by the window and turns them into lanes of double precision. Output is [group][sample][lane]: lane j of
/// group g is the frame that starts g * (lanes per group) + j hops into the block.
/// </summary>
/// <remarks>The product is rounded to single precision, as NeMo's and Whisper's are; only then do the results agree with theirs.</remarks>
internal readonly unsafe struct FrameTranspose
{
    private readonly nint _hop;
    private readonly AlignedBuffer<float> _window;
    private readonly int _frames;
    private readonly int _groupLanes;
    private readonly int _groupSize;

    /// <summary>Describes the layouts.</summary>
    /// <param name="hop">Samples between the starts of frames.</param>
    /// <param name="window">The window; its length is a multiple of 8.</param>
    /// <param name="frames">Frames: 1, 4, 8 or 16.</param>
    /// <param name="groupLanes">Frames in a group: half the frames, or one.</param>
    /// <param name="groupSize">Numbers from one group to the next.</param>
    public FrameTranspose(int hop, AlignedBuffer<float> window, int frames, int groupLanes, int groupSize)
    {
        _hop = hop;
        _window = window;
        _frames = frames;
        _groupLanes = groupLanes;
        _groupSize = groupSize;
    }

    /// <summary>Transposes and windows.</summary>
    /// <param name="source">The first frame's first sample.</param>
    /// <param name="destination">Receives the groups.</param>
    public void Run(float* source, double* destination)
    {
        float* window = _window.Pointer;
        int length = _window.Length;
        if (_frames == 1)
        {
            for (int i = 0; i < length; i++)
                destination[i] = source[i] * window[i];
        }
        else if (_frames >= 8 && Avx.IsSupported)
        {
            for (int lane = 0; lane < _frames; lane += 8)
            {
                double* low = Address(destination, lane);
                double* high = Address(destination, lane + 4);
                for (int i = 0; i < length; i += 8)
                    Tile8(source + (lane * _hop) + i, _hop, window + i, low + (i * _groupLanes), high + (i * _groupLanes), _groupLanes);
            }
        }
        else
        {
            for (int lane = 0; lane < _frames; lane += 4)
            {
                double* low = Address(destination, lane);
                double* high = Address(destination, lane + 2);
                for (int i = 0; i < length; i += 4)
                    Tile4(source + (lane * _hop) + i, _hop, window + i, low + (i * _groupLanes), high + (i * _groupLanes), _groupLanes);
            }
        }
    }

    private double* Address(double* destination, int lane) =>
        destination + (lane / _groupLanes * _groupSize) + (lane % _groupLanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Tile8(float* source, nint hop, float* window, double* low, double* high, nint stride)
    {
        Vector256<float> weights = Vector256.Load(window);
        Vector256<float> row0 = Vector256.Load(source) * weights;
        Vector256<float> row1 = Vector256.Load(source + hop) * weights;
        Vector256<float> row2 = Vector256.Load(source + (2 * hop)) * weights;
        Vector256<float> row3 = Vector256.Load(source + (3 * hop)) * weights;
        Vector256<float> row4 = Vector256.Load(source + (4 * hop)) * weights;
        Vector256<float> row5 = Vector256.Load(source + (5 * hop)) * weights;
        Vector256<float> row6 = Vector256.Load(source + (6 * hop)) * weights;
        Vector256<float> row7 = Vector256.Load(source + (7 * hop)) * weights;

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

        Store8(Avx.Permute2x128(left0, right0, 0x20), low, high);
        Store8(Avx.Permute2x128(left1, right1, 0x20), low + stride, high + stride);
        Store8(Avx.Permute2x128(left2, right2, 0x20), low + (2 * stride), high + (2 * stride));
        Store8(Avx.Permute2x128(left3, right3, 0x20), low + (3 * stride), high + (3 * stride));
        Store8(Avx.Permute2x128(left0, right0, 0x31), low + (4 * stride), high + (4 * stride));
        Store8(Avx.Permute2x128(left1, right1, 0x31), low + (5 * stride), high + (5 * stride));
        Store8(Avx.Permute2x128(left2, right2, 0x31), low + (6 * stride), high + (6 * stride));
        Store8(Avx.Permute2x128(left3, right3, 0x31), low + (7 * stride), high + (7 * stride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store8(Vector256<float> sample, double* low, double* high)
    {
        Avx.ConvertToVector256Double(sample.GetLower()).Store(low);
        Avx.ConvertToVector256Double(sample.GetUpper()).Store(high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Tile4(float* source, nint hop, float* window, double* low, double* high, nint stride)
    {
        Vector128<float> weights = Vector128.Load(window);
        Vector128<float> row0 = Vector128.Load(source) * weights;
        Vector128<float> row1 = Vector128.Load(source + hop) * weights;
        Vector128<float> row2 = Vector128.Load(source + (2 * hop)) * weights;
        Vector128<float> row3 = Vector128.Load(source + (3 * hop)) * weights;
        Vector128<float> sample0;
        Vector128<float> sample1;
        Vector128<float> sample2;
        Vector128<float> sample3;
        if (Sse.IsSupported)
        {
            Vector128<float> low01 = Sse.UnpackLow(row0, row1);
            Vector128<float> high01 = Sse.UnpackHigh(row0, row1);
            Vector128<float> low23 = Sse.UnpackLow(row2, row3);
            Vector128<float> high23 = Sse.UnpackHigh(row2, row3);
            sample0 = Sse.MoveLowToHigh(low01, low23);
            sample1 = Sse.MoveHighToLow(low23, low01);
            sample2 = Sse.MoveLowToHigh(high01, high23);
            sample3 = Sse.MoveHighToLow(high23, high01);
        }
        else if (AdvSimd.Arm64.IsSupported)
        {
            Vector128<float> even02 = AdvSimd.Arm64.ZipLow(row0, row2);
            Vector128<float> odd02 = AdvSimd.Arm64.ZipHigh(row0, row2);
            Vector128<float> even13 = AdvSimd.Arm64.ZipLow(row1, row3);
            Vector128<float> odd13 = AdvSimd.Arm64.ZipHigh(row1, row3);
            sample0 = AdvSimd.Arm64.ZipLow(even02, even13);
            sample1 = AdvSimd.Arm64.ZipHigh(even02, even13);
            sample2 = AdvSimd.Arm64.ZipLow(odd02, odd13);
            sample3 = AdvSimd.Arm64.ZipHigh(odd02, odd13);
        }
        else
        {
            sample0 = Vector128.Create(row0[0], row1[0], row2[0], row3[0]);
            sample1 = Vector128.Create(row0[1], row1[1], row2[1], row3[1]);
            sample2 = Vector128.Create(row0[2], row1[2], row2[2], row3[2]);
            sample3 = Vector128.Create(row0[3], row1[3], row2[3], row3[3]);
        }

        Store4(sample0, low, high);
        Store4(sample1, low + stride, high + stride);
        Store4(sample2, low + (2 * stride), high + (2 * stride));
        Store4(sample3, low + (3 * stride), high + (3 * stride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store4(Vector128<float> sample, double* low, double* high)
    {
        (Vector128<double> first, Vector128<double> second) = Vector128.Widen(sample);
        first.Store(low);
        second.Store(high);
    }
}
