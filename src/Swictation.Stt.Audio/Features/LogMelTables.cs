namespace Swictation.Stt.Audio.Features;

/// <summary>The constant numbers of one front end, shared by all threads.</summary>
internal sealed class LogMelTables
{
    /// <summary>Creates the tables.</summary>
    public LogMelTables(MelFilterBank filters, float[] window, LogRule rule)
    {
        Fft = new FftPlan(filters.FftSize);
        Window = new AlignedBuffer<float>(window);
        Rule = rule;
        MelCount = filters.MelCount;
        FirstBins = new int[MelCount];
        WeightCounts = new int[MelCount];
        Weights = new AlignedBuffer<float>(filters.NonZeroCount);
        int offset = 0;
        for (int mel = 0; mel < MelCount; mel++)
        {
            ReadOnlySpan<float> weights = filters.GetWeights(mel);
            FirstBins[mel] = filters.GetFirstBin(mel);
            WeightCounts[mel] = weights.Length;
            foreach (float weight in weights)
                Weights.Span[offset++] = weight / 4;
        }
    }

    /// <summary>Gets the transform.</summary>
    public FftPlan Fft { get; }

    /// <summary>Gets the window.</summary>
    public AlignedBuffer<float> Window { get; }

    /// <summary>Gets how energies become logarithms.</summary>
    public LogRule Rule { get; }

    /// <summary>Gets the number of mel filters.</summary>
    public int MelCount { get; }

    /// <summary>Gets each filter's first bin.</summary>
    public int[] FirstBins { get; }

    /// <summary>Gets each filter's number of bins.</summary>
    public int[] WeightCounts { get; }

    /// <summary>Gets all filters' weights one after another, each a quarter of its true value (see <see cref="LaneFft{T}"/>).</summary>
    public AlignedBuffer<float> Weights { get; }
}
