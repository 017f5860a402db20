using System.Runtime.CompilerServices;

namespace Swictation.Stt.Audio.Features;

/// <summary>
/// Fourier transforms of as many real frames as there are lanes, by Stockham's self-sorting mixed-radix algorithm. Data lie as
/// [point][real, imaginary][lane], so that no step moves numbers between lanes.
/// </summary>
/// <typeparam name="T">The lanes.</typeparam>
internal static unsafe class LaneFft<T>
    where T : struct, IDoubleLanes<T>
{
    /// <summary>
    /// Transforms the complex points in <paramref name="data"/>; both buffers hold size * lanes numbers and are overwritten.
    /// </summary>
    /// <returns>The one of the two buffers that holds the result.</returns>
    public static double* Transform(FftPlan plan, double* data, double* spare)
    {
        double* source = data;
        double* target = spare;
        foreach (FftStage stage in plan.Stages)
        {
            double* twiddles = plan.Twiddles.Pointer + stage.TwiddleOffset;
            switch (stage.Radix)
            {
                case 2:
                    Radix2(source, target, stage.Groups, stage.Stride, twiddles);
                    break;
                case 4:
                    Radix4(source, target, stage.Groups, stage.Stride, twiddles);
                    break;
                default:
                    Radix5(source, target, stage.Groups, stage.Stride, twiddles);
                    break;
            }

            double* result = target;
            target = source;
            source = result;
        }

        return source;
    }

    /// <summary>
    /// Splits the half-size complex result into the bins of the real input and writes four times their power: the factor spares a
    /// multiplication per bin and is exact, so the caller folds a quarter into the filter weights.
    /// </summary>
    /// <param name="plan">The tables.</param>
    /// <param name="data">The result of <see cref="Transform"/>.</param>
    /// <param name="power">Receives [bin][lane] in single precision: size / 2 + 1 bins.</param>
    /// <param name="powerStride">Numbers from one bin to the next, at least the number of lanes.</param>
    public static void PowerTimesFour(FftPlan plan, double* data, float* power, int powerStride)
    {
        nint lanes = T.Count;
        nint half = plan.HalfSize;
        double* split = plan.Split.Pointer;
        T two = T.Broadcast(2);

        T real0 = T.Load(data);
        T imaginary0 = T.Load(data + lanes);
        T first = (real0 + imaginary0) * two;
        T last = (real0 - imaginary0) * two;
        T.StoreSingle(first * first, power);
        T.StoreSingle(last * last, power + (half * powerStride));

        for (nint k = 1; k <= half / 2; k++)
        {
            double* low = data + (k * 2 * lanes);
            double* high = data + ((half - k) * 2 * lanes);
            T lowReal = T.Load(low);
            T lowImaginary = T.Load(low + lanes);
            T highReal = T.Load(high);
            T highImaginary = T.Load(high + lanes);
            T cosine = T.Broadcast(split[2 * k]);
            T sine = T.Broadcast(split[(2 * k) + 1]);

            T evenReal = lowReal + highReal;
            T evenImaginary = lowImaginary - highImaginary;
            T oddReal = lowImaginary + highImaginary;
            T oddImaginary = highReal - lowReal;
            T turnedReal = T.MultiplySubtract(oddImaginary, sine, oddReal * cosine);
            T turnedImaginary = T.MultiplyAdd(oddReal, sine, oddImaginary * cosine);

            T real = evenReal + turnedReal;
            T imaginary = evenImaginary + turnedImaginary;
            T.StoreSingle(T.MultiplyAdd(real, real, imaginary * imaginary), power + (k * powerStride));
            real = evenReal - turnedReal;
            imaginary = evenImaginary - turnedImaginary;
            T.StoreSingle(T.MultiplyAdd(real, real, imaginary * imaginary), power + ((half - k) * powerStride));
        }
    }

    private static void Radix2(double* source, double* target, int groups, int stride, double* twiddles)
    {
        nint lanes = T.Count;
        nint point = 2 * lanes;
        nint inputStep = groups * stride * point;
        nint outputStep = stride * point;
        for (int group = 0; group < groups; group++)
        {
            T cosine = T.Broadcast(twiddles[0]);
            T sine = T.Broadcast(twiddles[1]);
            twiddles += 2;
            double* output = target + (group * 2 * outputStep);
            for (int i = 0; i < stride; i++, source += point, output += point)
            {
                T aReal = T.Load(source);
                T aImaginary = T.Load(source + lanes);
                T bReal = T.Load(source + inputStep);
                T bImaginary = T.Load(source + inputStep + lanes);
                T.Store(aReal + bReal, output);
                T.Store(aImaginary + bImaginary, output + lanes);
                StoreTurned(aReal - bReal, aImaginary - bImaginary, cosine, sine, output + outputStep);
            }
        }
    }

    private static void Radix4(double* source, double* target, int groups, int stride, double* twiddles)
    {
        nint lanes = T.Count;
        nint point = 2 * lanes;
        nint inputStep = groups * stride * point;
        nint outputStep = stride * point;
        for (int group = 0; group < groups; group++, twiddles += 6)
        {
            double* output = target + (group * 4 * outputStep);
            for (int i = 0; i < stride; i++, source += point, output += point)
            {
                T aReal = T.Load(source);
                T aImaginary = T.Load(source + lanes);
                T bReal = T.Load(source + inputStep);
                T bImaginary = T.Load(source + inputStep + lanes);
                T cReal = T.Load(source + (2 * inputStep));
                T cImaginary = T.Load(source + (2 * inputStep) + lanes);
                T dReal = T.Load(source + (3 * inputStep));
                T dImaginary = T.Load(source + (3 * inputStep) + lanes);

                T sumReal = aReal + cReal;
                T sumImaginary = aImaginary + cImaginary;
                T differenceReal = aReal - cReal;
                T differenceImaginary = aImaginary - cImaginary;
                T crossReal = bReal + dReal;
                T crossImaginary = bImaginary + dImaginary;
                T turnReal = bImaginary - dImaginary;
                T turnImaginary = dReal - bReal;

                T.Store(sumReal + crossReal, output);
                T.Store(sumImaginary + crossImaginary, output + lanes);
                double* second = output + outputStep;
                double* third = second + outputStep;
                double* fourth = third + outputStep;
                if (group == 0)
                {
                    StorePoint(differenceReal + turnReal, differenceImaginary + turnImaginary, second);
                    StorePoint(sumReal - crossReal, sumImaginary - crossImaginary, third);
                    StorePoint(differenceReal - turnReal, differenceImaginary - turnImaginary, fourth);
                }
                else
                {
                    StoreTurned(
                        differenceReal + turnReal, differenceImaginary + turnImaginary,
                        T.Broadcast(twiddles[0]), T.Broadcast(twiddles[1]), second);
                    StoreTurned(
                        sumReal - crossReal, sumImaginary - crossImaginary,
                        T.Broadcast(twiddles[2]), T.Broadcast(twiddles[3]), third);
                    StoreTurned(
                        differenceReal - turnReal, differenceImaginary - turnImaginary,
                        T.Broadcast(twiddles[4]), T.Broadcast(twiddles[5]), fourth);
                }
            }
        }
    }

    private static void Radix5(double* source, double* target, int groups, int stride, double* twiddles)
    {
        nint lanes = T.Count;
        nint point = 2 * lanes;
        nint inputStep = groups * stride * point;
        nint outputStep = stride * point;
        T cosine1 = T.Broadcast(0.30901699437494742);
        T cosine2 = T.Broadcast(-0.80901699437494742);
        T sine1 = T.Broadcast(0.95105651629515357);
        T sine2 = T.Broadcast(0.58778525229247313);
        for (int group = 0; group < groups; group++, twiddles += 8)
        {
            double* output = target + (group * 5 * outputStep);
            for (int i = 0; i < stride; i++, source += point, output += point)
            {
                T aReal = T.Load(source);
                T aImaginary = T.Load(source + lanes);
                double* second = source + inputStep;
                double* third = second + inputStep;
                double* fourth = third + inputStep;
                double* fifth = fourth + inputStep;
                T outerReal = T.Load(second) + T.Load(fifth);
                T outerImaginary = T.Load(second + lanes) + T.Load(fifth + lanes);
                T innerReal = T.Load(third) + T.Load(fourth);
                T innerImaginary = T.Load(third + lanes) + T.Load(fourth + lanes);
                T outerRealGap = T.Load(second) - T.Load(fifth);
                T outerImaginaryGap = T.Load(second + lanes) - T.Load(fifth + lanes);
                T innerRealGap = T.Load(third) - T.Load(fourth);
                T innerImaginaryGap = T.Load(third + lanes) - T.Load(fourth + lanes);

                T real1 = T.MultiplyAdd(cosine2, innerReal, T.MultiplyAdd(cosine1, outerReal, aReal));
                T imaginary1 = T.MultiplyAdd(cosine2, innerImaginary, T.MultiplyAdd(cosine1, outerImaginary, aImaginary));
                T real2 = T.MultiplyAdd(cosine1, innerReal, T.MultiplyAdd(cosine2, outerReal, aReal));
                T imaginary2 = T.MultiplyAdd(cosine1, innerImaginary, T.MultiplyAdd(cosine2, outerImaginary, aImaginary));

                // -i times the sine sums: their imaginary part becomes the real one, their real part the negated imaginary one.
                T turnReal1 = T.MultiplyAdd(sine2, innerImaginaryGap, sine1 * outerImaginaryGap);
                T turnImaginary1 = T.MultiplyAdd(sine2, innerRealGap, sine1 * outerRealGap);
                T turnReal2 = T.MultiplySubtract(sine1, innerImaginaryGap, sine2 * outerImaginaryGap);
                T turnImaginary2 = T.MultiplySubtract(sine1, innerRealGap, sine2 * outerRealGap);

                StorePoint(aReal + outerReal + innerReal, aImaginary + outerImaginary + innerImaginary, output);
                double* at = output + outputStep;
                StoreTurned(real1 + turnReal1, imaginary1 - turnImaginary1, T.Broadcast(twiddles[0]), T.Broadcast(twiddles[1]), at);
                at += outputStep;
                StoreTurned(real2 + turnReal2, imaginary2 - turnImaginary2, T.Broadcast(twiddles[2]), T.Broadcast(twiddles[3]), at);
                at += outputStep;
                StoreTurned(real2 - turnReal2, imaginary2 + turnImaginary2, T.Broadcast(twiddles[4]), T.Broadcast(twiddles[5]), at);
                at += outputStep;
                StoreTurned(real1 - turnReal1, imaginary1 + turnImaginary1, T.Broadcast(twiddles[6]), T.Broadcast(twiddles[7]), at);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StorePoint(T real, T imaginary, double* destination)
    {
        T.Store(real, destination);
        T.Store(imaginary, destination + T.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreTurned(T real, T imaginary, T cosine, T sine, double* destination)
    {
        T.Store(T.MultiplySubtract(imaginary, sine, real * cosine), destination);
        T.Store(T.MultiplyAdd(real, sine, imaginary * cosine), destination + T.Count);
    }
}
