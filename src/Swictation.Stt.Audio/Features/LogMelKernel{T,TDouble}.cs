namespace Swictation.Stt.Audio.Features;

/// <summary>The kernel of one width.</summary>
/// <typeparam name="T">The lanes of the filters and the logarithms; as many as a block has frames.</typeparam>
/// <typeparam name="TDouble">The lanes of the transform; as many as <typeparamref name="T"/> has, or half of that.</typeparam>
internal sealed unsafe class LogMelKernel<T, TDouble>(LogMelTables tables) : LogMelKernel(tables)
    where T : struct, ILanes<T>
    where TDouble : struct, IDoubleLanes<TDouble>
{
    /// <summary>NeMo's guard against the logarithm of zero, 2^-24.</summary>
    private const float Guard = 1f / (1 << 24);

    /// <summary>Whisper's least energy.</summary>
    private const float Floor = 1e-10f;

    private const float DecimalPerNatural = 0.43429448190325183f;

    /// <inheritdoc/>
    public override int Lanes => T.Count;

    /// <inheritdoc/>
    public override int TransformLanes => TDouble.Count;

    /// <inheritdoc/>
    public override float SilenceValue
    {
        get
        {
            float* value = stackalloc float[T.Count];
            T silence = Tables.Rule == LogRule.NaturalWithGuard ? Natural(T.Broadcast(0)) : Decimal(T.Broadcast(0));
            T.Store(silence, value);
            return *value;
        }
    }

    /// <inheritdoc/>
    public override void Run(FeatureScratch scratch, float* block, int frames, float* destination, nint rowStride)
    {
        FftPlan plan = Tables.Fft;
        int groupSize = plan.Size * TDouble.Count;
        FrameTranspose transpose = new(FrameGeometry.HopLength, Tables.Window, T.Count, TDouble.Count, groupSize);
        transpose.Run(block, scratch.Frames.Pointer);

        float* power = scratch.Power.Pointer;
        for (int lane = 0; lane < frames; lane += TDouble.Count)
        {
            Span<double> group = scratch.Frames.Span.Slice(lane / TDouble.Count * groupSize, groupSize);
            group[(FrameGeometry.WindowLength * TDouble.Count)..].Clear();
            double* data = scratch.Frames.Pointer + (lane / TDouble.Count * groupSize);
            double* spectrum = LaneFft<TDouble>.Transform(plan, data, scratch.Spare.Pointer);
            LaneFft<TDouble>.PowerTimesFour(plan, spectrum, power + lane, T.Count);
        }

        if (frames == T.Count)
        {
            MelLogarithms(power, destination, rowStride);
        }
        else
        {
            float* tile = scratch.Tile.Pointer;
            MelLogarithms(power, tile, T.Count);
            for (int mel = 0; mel < Tables.MelCount; mel++)
                new ReadOnlySpan<float>(tile + (mel * T.Count), frames).CopyTo(new Span<float>(destination + (mel * rowStride), frames));
        }

        GC.KeepAlive(scratch);
        GC.KeepAlive(this);
    }

    private static T Natural(T energy) => T.Log(energy + T.Broadcast(Guard));

    private static T Decimal(T energy) => T.Log(T.Max(energy, T.Broadcast(Floor))) * T.Broadcast(DecimalPerNatural);

    private void MelLogarithms(float* power, float* destination, nint rowStride)
    {
        bool natural = Tables.Rule == LogRule.NaturalWithGuard;
        float* weight = Tables.Weights.Pointer;
        int[] firstBins = Tables.FirstBins;
        int[] counts = Tables.WeightCounts;
        for (int mel = 0; mel < firstBins.Length; mel++, destination += rowStride)
        {
            float* bin = power + ((nint)firstBins[mel] * T.Count);
            T energy = T.Broadcast(0);
            for (int i = counts[mel]; i > 0; i--, weight++, bin += T.Count)
                energy = T.MultiplyAdd(T.Load(bin), T.Broadcast(*weight), energy);
            T.Store(natural ? Natural(energy) : Decimal(energy), destination);
        }
    }
}
