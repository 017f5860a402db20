namespace Swictation.Stt.Audio.Features;

/// <summary>
/// A front end without its normalisation: conditions the signal, cuts it into frames and computes log-mel values. Immutable but for its
/// pool of working memory; safe for concurrent use.
/// </summary>
internal sealed unsafe class LogMelPipeline
{
    private readonly EdgeRule _edges;
    private readonly LogMelKernel _kernel;
    private readonly ScratchPool _pool;

    /// <summary>Creates the front end.</summary>
    public LogMelPipeline(MelFilterBank filters, float[] window, LogRule rule, EdgeRule edges, SimdPath path)
    {
        Filters = filters;
        Path = path;
        _edges = edges;
        _kernel = LogMelKernel.Create(new LogMelTables(filters, window, rule), path);
        _pool = new ScratchPool(filters.FftSize, _kernel.Lanes, _kernel.TransformLanes);
    }

    /// <summary>Gets the mel filters.</summary>
    public MelFilterBank Filters { get; }

    /// <summary>Gets the width in use.</summary>
    public SimdPath Path { get; }

    /// <summary>Gets the value that a silent frame has in every mel.</summary>
    public float SilenceValue => _kernel.SilenceValue;

    /// <summary>Gets the number of frames of a whole signal.</summary>
    public static long GetFrameCount(long samples) => samples / FrameGeometry.HopLength;

    /// <summary>Gets the number of frames whose values no later sample can change.</summary>
    public long GetFinalFrameCount(long samples) =>
        samples < _edges.Lookahead ? 0 : ((samples - FrameGeometry.Reach) / FrameGeometry.HopLength) + 1;

    /// <summary>Computes frames of a signal to [mel, frame]; the destination has been checked.</summary>
    public void Compute(in SignalView signal, long firstFrame, int frames, Span<float> destination, int rowStride)
    {
        if (frames == 0)
            return;
        FeatureScratch scratch = _pool.Rent();
        fixed (float* samples = signal.Samples)
        fixed (float* features = destination)
        {
            for (int frame = 0; frame < frames; frame += _kernel.Lanes)
            {
                int count = Math.Min(_kernel.Lanes, frames - frame);
                long start = FrameGeometry.Start(firstFrame + frame);
                int length = ((count - 1) * FrameGeometry.HopLength) + FrameGeometry.WindowLength;
                float* block;
                if (_edges.IsIdentityInside && count == _kernel.Lanes && start >= signal.Origin && start + length <= signal.End)
                {
                    block = samples + (start - signal.Origin);
                }
                else
                {
                    _edges.Fill(signal, start, scratch.Block.Span[..length]);
                    scratch.Block.Span[length..].Clear();
                    block = scratch.Block.Pointer;
                }

                _kernel.Run(scratch, block, count, features + frame, rowStride);
            }
        }

        _pool.Return(scratch);
    }
}
