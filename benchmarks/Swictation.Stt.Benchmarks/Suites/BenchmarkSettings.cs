using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;

namespace Swictation.Stt.Benchmarks.Suites;

/// <summary>What BenchmarkDotNet measures and shows; jobs and toolchain come from the command line.</summary>
public sealed class BenchmarkSettings : ManualConfig
{
    /// <summary>The encoder's threads: one, so that figures of different machines can be compared.</summary>
    internal const int Threads = 1;

    /// <summary>Initializes a new instance.</summary>
    public BenchmarkSettings()
    {
        AddLogger(ConsoleLogger.Default);
        AddColumnProvider(DefaultColumnProviders.Instance);
        AddColumn(StatisticColumn.Median, new RealTimeColumn());
        AddDiagnoser(MemoryDiagnoser.Default);
        AddExporter(MarkdownExporter.GitHub);
        WithArtifactsPath(Path.Combine("artifacts", "benchmarks"));
        WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(40));
    }
}
