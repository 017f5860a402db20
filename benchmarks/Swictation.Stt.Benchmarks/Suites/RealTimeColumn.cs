using System.Reflection;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Swictation.Stt.Benchmarks.Measurement;
using Swictation.Stt.Benchmarks.Workload;

namespace Swictation.Stt.Benchmarks.Suites;

/// <summary>Shows speed as seconds of audio for each second of time, by the mean.</summary>
public sealed class RealTimeColumn : IColumn
{
    private readonly Lazy<double> _oneFile = new(static () => RecordingSet.LoadOne().Seconds);
    private readonly Lazy<double> _allFiles = new(static () => RecordingSet.Load().Sum(static recording => recording.Seconds));

    /// <inheritdoc/>
    public string Id => nameof(RealTimeColumn);

    /// <inheritdoc/>
    public string ColumnName => "x real time";

    /// <inheritdoc/>
    public bool AlwaysShow => true;

    /// <inheritdoc/>
    public ColumnCategory Category => ColumnCategory.Custom;

    /// <inheritdoc/>
    public int PriorityInCategory => 0;

    /// <inheritdoc/>
    public bool IsNumeric => true;

    /// <inheritdoc/>
    public UnitType UnitType => UnitType.Dimensionless;

    /// <inheritdoc/>
    public string Legend => "Seconds of audio per second, by the mean";

    /// <inheritdoc/>
    public bool IsAvailable(Summary summary) => true;

    /// <inheritdoc/>
    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    /// <inheritdoc/>
    public string GetValue(Summary summary, BenchmarkCase benchmarkCase)
    {
        ArgumentNullException.ThrowIfNull(summary);
        ArgumentNullException.ThrowIfNull(benchmarkCase);
        if (benchmarkCase.Descriptor.WorkloadMethod.GetCustomAttribute<CoversAttribute>() is not { } covers || summary[benchmarkCase]?.ResultStatistics is not { } statistics)
            return "-";
        double seconds = covers.Scale == AudioScale.OneFile ? _oneFile.Value : _allFiles.Value;
        return Table.Number(seconds * 1e9 / statistics.Mean);
    }

    /// <inheritdoc/>
    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);
}
