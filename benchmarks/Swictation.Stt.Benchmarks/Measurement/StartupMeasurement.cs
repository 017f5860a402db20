namespace Swictation.Stt.Benchmarks.Measurement;

/// <summary>Starts programs in turns and gathers what their runs come to.</summary>
internal sealed class StartupMeasurement
{
    private const int MemoryRuns = 3;
    private readonly TranscribingProgram[] _programs;
    private readonly List<ProgramRun>[] _first;
    private readonly List<ProgramRun>[] _all;

    /// <summary>Runs the programs: once to warm the file cache, then in rounds; then for memory, on one file and on all.</summary>
    public StartupMeasurement(int rounds, string file, IReadOnlyList<string> files, params TranscribingProgram[] programs)
    {
        _programs = programs;
        _first = [.. programs.Select(static _ => new List<ProgramRun>())];
        _all = [.. programs.Select(static _ => new List<ProgramRun>())];
        foreach (TranscribingProgram program in programs)
            program.Run(watchMemory: false, file);
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < programs.Length; i++)
                _first[i].Add(programs[i].Run(watchMemory: false, file));
        }

        for (int run = 0; run < MemoryRuns; run++)
        {
            for (int i = 0; i < programs.Length; i++)
                _all[i].Add(programs[i].Run(watchMemory: true, files));
        }
    }

    public Table ToTable()
    {
        var table = new Table("Start to first text", "total", "runtime start", "engine load", "first file", "processor time", "peak memory, all files");
        for (int i = 0; i < _programs.Length; i++)
        {
            List<ProgramRun> runs = _first[i];
            table.Add(
                _programs[i].Name,
                Table.Milliseconds(Statistics.Median(runs.Select(static run => run.FirstTextMilliseconds))),
                Part(runs, static run => run.RuntimeMilliseconds),
                Part(runs, static run => run.LoadMilliseconds),
                Part(runs, static run => run.TranscribeMilliseconds),
                Part(runs, static run => run.ProcessorMilliseconds),
                Table.Megabytes(Statistics.Median(_all[i].Select(static run => (double)run.PeakBytes))));
        }

        return table;
    }

    /// <summary>Gets the median of the first program's time over the second program's, pair by pair.</summary>
    /// <param name="of">Which time.</param>
    public double Ratio(Func<ProgramRun, double> of) => Statistics.MedianRatio(_first[0].Select(of), _first[1].Select(of));

    private static string Part(List<ProgramRun> runs, Func<ProgramRun, double?> part) =>
        runs.All(run => part(run) is not null) ? Table.Milliseconds(Statistics.Median(runs.Select(run => part(run)!.Value))) : "-";
}
