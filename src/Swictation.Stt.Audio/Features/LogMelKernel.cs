namespace Swictation.Stt.Audio.Features;

/// <summary>Computes the log-mel values of a block of frames, one frame per lane.</summary>
internal abstract unsafe class LogMelKernel(LogMelTables tables)
{
    /// <summary>Gets the number of frames in a block.</summary>
    public abstract int Lanes { get; }

    /// <summary>Gets the number of frames that are transformed together.</summary>
    public abstract int TransformLanes { get; }

    /// <summary>Gets the value that a silent frame has in every mel.</summary>
    public abstract float SilenceValue { get; }

    /// <summary>Gets the constant numbers.</summary>
    protected LogMelTables Tables { get; } = tables;

    /// <summary>Creates the kernel of one width.</summary>
    public static LogMelKernel Create(LogMelTables tables, SimdPath path) => path switch
    {
        SimdPath.Vector512 => new LogMelKernel<Lanes512, DoubleLanes512>(tables),
        SimdPath.Vector256 => new LogMelKernel<Lanes256, DoubleLanes256>(tables),
        SimdPath.Vector128 => new LogMelKernel<Lanes128, DoubleLanes128>(tables),
        _ => new LogMelKernel<LanesScalar, DoubleLanesScalar>(tables),
    };

    /// <summary>Computes one block.</summary>
    /// <param name="scratch">Working memory.</param>
    /// <param name="block">Conditioned samples: the frames start one hop apart; there are samples for <see cref="Lanes"/> frames.</param>
    /// <param name="frames">The frames that are wanted, 1 to <see cref="Lanes"/>.</param>
    /// <param name="destination">Receives [mel, frame].</param>
    /// <param name="rowStride">Elements from one mel to the next.</param>
    public abstract void Run(FeatureScratch scratch, float* block, int frames, float* destination, nint rowStride);
}
